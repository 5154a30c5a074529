""" "Läden unserer Stadt": what the entries of a town lack, and a press to confirm each."""

from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Response, redirect, render_template, request

from app.core.guards import allow
from app.core.paging import page_number
from app.core.permissions import may, who
from app.core.remembered import remembered
from app.core.tables import csv_response
from app.organisations.models import Organisation
from app.shops.categories import CATEGORIES
from app.shops.hours.said import hours_said
from app.shops.kinds import CONFIRMED_BY
from app.shops.permissions import StewardAction
from app.shops.stewards import queries
from app.shops.stewards.queries import SORTS, Asked
from app.shops.stewards.towns import KINDS, find_city, organisations_with_town, towns_of

bp = Blueprint("shop_stewards", __name__)
HEADINGS = ("Name", "Art", "Straße", "Hausnummer", "Ort", "Öffnungszeiten", "In Worten", "Bild", "Bestätigt am",
            "Bestätigt", "Von der Stadt geprüft am", "Betreut", "Geschlossen am", "Seite")  # fmt: skip


def read_asked() -> Asked:
    """From the address; what we do not know counts as not said."""
    lack, sort = request.args.get("stand", ""), request.args.get("sortierung", "")
    text = " ".join(request.args.get("q", "").replace("\0", "").split())[:100]
    return Asked(lack if lack in queries.lacks() else "", text, sort if sort in SORTS else "")


@bp.get("/organisationen/<slug>/laeden")
@allow(StewardAction.LIST, load=find_city)
def shops_of_town(organisation: Organisation) -> str:
    towns, asked = towns_of(organisation), read_asked()
    ids = [town.id for town in towns]
    numbers = remembered(("stewards.counts", tuple(ids)), lambda: queries.counts(ids)) if ids else {}
    page = queries.page_for(ids, asked, page_number()) if ids else None
    return render_template(
        "shops/stewards/list.html",
        hours_said=hours_said,
        notes=queries.notes([row.id for row in page.items]) if page and asked.lack == "hinweis" else {},
        organisation=organisation,
        subject=organisation.subject,
        towns=towns,
        asked=asked,
        page=page,
        numbers=numbers,
        lacks=[(words, _url(stand=code), code == asked.lack, numbers.get(code, 0)) for code, (words, _) in _lacks()],
        sorts=[(words, _url(sortierung=code), code == asked.sort) for code, words in SORTS.items()],
        categories=CATEGORIES,
        confirmed_words=CONFIRMED_BY,
        query=f"?{urlencode(_kept())}" if _kept() else "",
        here=request.full_path.rstrip("?"),
    )


def _lacks() -> Any:
    return queries.lacks().items()


def _kept(*but: str) -> list[tuple[str, str]]:
    return [pair for pair in request.args.items() if pair[0] not in (*but, "seite") and pair[1]]


def _url(**changes: str) -> str:
    query = urlencode([*_kept(*changes), *((name, value) for name, value in changes.items() if value)])
    return f"{request.path}?{query}" if query else request.path


@bp.get("/organisationen/<slug>/laeden.csv")
@allow(StewardAction.LIST, load=find_city)
def as_csv(organisation: Organisation) -> Response:
    root = request.url_root.rstrip("/")
    rows = queries.file_rows([town.id for town in towns_of(organisation)], read_asked())
    return csv_response("laeden-unserer-stadt", HEADINGS, [_line(row, root) for row in rows])


def _line(row: Any, root: str) -> tuple[Any, ...]:
    where = (row.street, row.house_number, row.town, row.opening_hours or "", row.hours_text)
    confirmed = (row.confirmed_at, CONFIRMED_BY[row.confirmed_by], row.checked_by_city_at)
    state = (row.claimed_at is not None, row.closed_at, f"{root}/laeden/{row.slug}")
    return (row.title, CATEGORIES[row.category].label, *where, bool(row.has_picture), *confirmed, *state)


@bp.get("/konto/stadtlaeden")
@allow(StewardAction.ANY)
def mine() -> Any:
    """Straight to the shops when there is one town to look after."""
    found = organisations_with_town(who())
    if len(found) == 1:
        return redirect(f"/organisationen/{found[0].slug}/laeden", 303)
    return render_template("shops/stewards/mine.html", organisations=found)


def of_organisation(organisation: Any) -> str:
    """The way in, on the organisation's page."""
    if organisation.kind not in KINDS or not may(StewardAction.LIST, organisation):
        return ""
    return render_template("shops/stewards/_way.html", address=organisation.subject.address)


PANELS = {"organisations.detail.actions": of_organisation}
