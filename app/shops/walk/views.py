"""Straßenrunde: choosing a street or the surroundings, the round itself, and the door its taps go through."""

import uuid
from typing import Any

from flask import Blueprint, Response, flash, jsonify, make_response, redirect, render_template, request, url_for
from flask_wtf.csrf import generate_csrf

from app.core import clock
from app.core.assets import FOLDER, asset
from app.core.guards import allow, public
from app.core.local_paths import local_path
from app.core.permissions import who
from app.core.pictures import PictureRefused
from app.core.security import PERMISSIONS
from app.organisations.models import Organisation
from app.shops import queries as shop_queries
from app.shops.categories import CATEGORIES
from app.shops.directory.wanted import Point, read_point
from app.shops.forms.hours import HoursForm, stored_hours
from app.shops.hours.said import hours_said
from app.shops.models import Shop
from app.shops.permissions import ShopAction, StewardAction
from app.shops.stewards.towns import find_city, towns_of
from app.shops.walk import forms, queries, services
from app.shops.walk.models import KINDS
from app.shops.walk.queries import MOST, Stop
from app.shops.walk.services import ForeignKey, Outcome

bp = Blueprint("shop_walk", __name__)
MAY_ASK_WHERE = PERMISSIONS.replace("geolocation=()", "geolocation=(self)")
NO_STREET = "-"
SAVED = {"done": "Gespeichert: „{}“.", "undone": "Zurückgenommen: „{}“."}


@bp.get("/organisationen/<slug>/strassenrunde")
@allow(StewardAction.LIST, load=find_city)
def page(organisation: Organisation) -> Response:
    ids = [town.id for town in towns_of(organisation)]
    street, point = request.args.get("strasse", "")[:120], read_point(request.args.get("von", ""))
    found = _round(ids, street, point) if ids else None
    response = make_response(_drawn(organisation, ids, street, found))
    response.headers["Permissions-Policy"] = MAY_ASK_WHERE
    return response


def _round(ids: list[int], street: str, point: Point | None) -> list[Stop] | None:
    if point:
        return queries.stops(queries.nearest(ids, point))
    if street:
        return queries.stops(queries.of_street(ids, "" if street == NO_STREET else street))
    return None


def _drawn(organisation: Organisation, ids: list[int], street: str, found: list[Stop] | None) -> str:
    common = {"organisation": organisation, "subject": organisation.subject}
    if found is None:
        return render_template(
            "shops/walk/start.html", **common, streets=queries.streets(ids) if ids else [], no_street=NO_STREET
        )
    asked = request.args.get("ab", "0")
    number = int(asked) if asked.isdecimal() and len(asked) < 10 else 0
    return render_template(
        "shops/walk/round.html",
        **common,
        street=street,
        stops=[_stop(one) for one in found[number : number + MOST]],
        done=sum(one.is_done for one in found[number : number + MOST]),
        more=number + MOST if len(found) > number + MOST else None,
        rest=len(found) - number - MOST,
        hours_form=HoursForm(formdata=None),
        options=_options(organisation),
        here=request.full_path.rstrip("?"),
    )


def _options(organisation: Organisation) -> dict[str, Any]:
    address = organisation.subject.address
    return {
        "person": who().handle,
        "drawn": clock.now().timestamp(),
        "scope": f"{address}/strassenrunde",
        "state": f"{address}/strassenrunde/stand",
        "worker": f"{address}/strassenrunde.js",
        "modules": {
            name: asset(f"js/walk/{name}.js") for name in ("store", "sending", "photo", "change", "nearest", "keeping")
        },
    }


def _stop(one: Stop) -> dict[str, Any]:
    row = one.row
    return {
        "slug": row.slug,
        "title": row.title,
        "address": f"{row.street} {row.house_number}".strip(),
        "category": CATEGORIES[row.category].label,
        "lat": row.lat,
        "lon": row.lon,
        "hours": hours_said(row.opening_hours, row.hours_text),
        "stored": stored_hours(row.opening_hours, row.hours_text),
        "shown": services.fingerprint(row, row.title),
        "key": str(uuid.uuid4()),
        "is_done": one.is_done,
        "said": KINDS[one.done.kind] if one.done else "stimmt" if one.is_done else "",
        "when": one.done.done_at if one.done else row.checked_by_city_at,
        "undo_key": one.done.key if one.done and one.done.user_id == who().id else "",
    }


@bp.post("/laeden/<slug>/strassenrunde")
@allow(ShopAction.CHECK, load=shop_queries.find_shop)
def tap(shop: Shop) -> Any:
    """One answer, once. JSON for the phone's queue, else back to the page."""
    title = shop.subject.title
    try:
        outcome = _taken_in(shop)
    except (forms.NotSaid, PictureRefused) as problem:
        return _answer(Outcome("refused", str(problem)), title, 422)
    except ForeignKey:
        return _answer(Outcome("refused", forms.NOT_READ), title, 409)
    return _answer(outcome, title, 200)


def _taken_in(shop: Shop) -> Outcome:
    kind = forms.read_answer()
    if kind == "undo":
        return services.undo(shop, forms.read_key(), actor=who())
    return services.check(shop, forms.read_said(kind, shop), actor=who())


def _answer(outcome: Outcome, title: str, code: int) -> Any:
    if request.accept_mimetypes.best == "application/json":
        return jsonify(state=outcome.state, sentence=outcome.sentence, at=clock.now().timestamp()), code
    flash(outcome.sentence or SAVED[outcome.state].format(title), "warning" if outcome.sentence else "message")
    return redirect(local_path(request.form.get("weiter")) or url_for("shop_stewards.mine"), 303)


@bp.get("/organisationen/<slug>/strassenrunde/stand")
@allow(StewardAction.LIST, load=find_city)
def state(organisation: Organisation) -> Response:
    """Who is logged in, and a fresh token: asked before the queue is sent."""
    response = jsonify(person=who().handle, csrf=generate_csrf())
    response.headers["Cache-Control"] = "no-store"
    return response


@bp.get("/organisationen/<slug>/strassenrunde.js")
@public
def worker(slug: str) -> Response:
    """The service worker; it lies here, so that the browser lets it look after this page and nothing else."""
    response = Response(
        (FOLDER / "js/walk/worker.js").read_text("utf-8"), content_type="text/javascript; charset=utf-8"
    )
    response.headers["Cache-Control"] = "no-cache"
    return response


def of_stewards(organisation: Any) -> str:
    return render_template("shops/walk/_way.html", address=organisation.subject.address)


PANELS = {"shops.stewards.actions": of_stewards}
