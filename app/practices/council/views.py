"""The paper of one's own list and of a shared one. A shared list gives its cases, never the notes of its owner."""

from pathlib import Path
from typing import Any

from flask import Blueprint, Response, abort, make_response, redirect, render_template, request
from sqlalchemy import select

from app.core.actors import Actor
from app.core.guards import public, signed_in
from app.core.limits import Limit, address, require
from app.core.permissions import who
from app.core.subjects import Subject
from app.core.text import clean
from app.core.typesetting import typeset
from app.extensions import db
from app.marks import links
from app.marks.queries import Kept, kept, shared
from app.places.models import Place
from app.practices.council.choosing import Chosen, chosen_of
from app.practices.council.texts import TITLE, Cover, paper_data

bp = Blueprint("council", __name__)
TEMPLATE = Path(__file__).parent / "paper.typ"
SETTING = Limit("practices.council_paper", 60, 600)
LONGEST = 120


@bp.get("/merkliste/vorlage")
@signed_in
def own() -> Response:
    return _page(chosen_of(_own()), _cover(_town_of(who())), "/merkliste")


@bp.get("/merkliste/vorlage.pdf")
@signed_in
def own_pdf() -> Any:
    return _pdf(chosen_of(_own()), _cover(_town_of(who())))


@bp.get("/merkliste/geteilt/<signed>/vorlage")
@public
def of_shared(signed: str) -> Response:
    return _page(chosen_of(_shared(signed)), _cover("", notes=False), f"/merkliste/geteilt/{signed}", is_shared=True)


@bp.get("/merkliste/geteilt/<signed>/vorlage.pdf")
@public
def of_shared_pdf(signed: str) -> Any:
    return _pdf(chosen_of(_shared(signed)), _cover("", notes=False))


def _own() -> list[Kept]:
    return kept(who().id or 0, who())


def _shared(signed: str) -> list[Kept]:
    """As the page of the shared list: what the reader may not see does not exist for him."""
    found = shared(links.name_in(signed) or abort(404)) or abort(404)
    return [one for one in kept(found.user_id, who()) if one.card]


def _cover(town: str, notes: bool = True) -> Cover:
    """From the address; an empty title is none, an empty town leaves it out."""
    given = {name: clean(request.args.get(name, "")).strip()[:LONGEST] for name in ("titel", "ort")}
    town = given["ort"] if "ort" in request.args else town
    return Cover(given["titel"] or TITLE, town, notes and request.args.get("notizen") == "1")


def _town_of(actor: Actor) -> str:
    """The town of the organisation the person acts for, when there is one."""
    query = select(Place.name).join(Subject, Subject.place_id == Place.id)
    here = query.where(Subject.id.in_(actor.organisation_ids())).order_by(Subject.id).limit(1)
    return db.session.scalar(here) or ""


def _page(chosen: Chosen, cover: Cover, base: str, is_shared: bool = False) -> Response:
    values = {"paper": paper_data(chosen, cover), "left_out": chosen.left_out, "cover": cover, "longest": LONGEST}
    html = render_template("practices/council/page.html", **values, base=base, is_shared=is_shared)
    return _kept_nowhere(make_response(html))


def _pdf(chosen: Chosen, cover: Cover) -> Any:
    """An empty list has no paper: its page says so."""
    if not chosen.cases:
        return redirect(request.path.removesuffix(".pdf"), 303)
    require(SETTING, address())
    response = Response(typeset(TEMPLATE, paper_data(chosen, cover)), mimetype="application/pdf")
    response.headers["Content-Disposition"] = 'attachment; filename="vorlage.pdf"'
    return _kept_nowhere(response)


def _kept_nowhere(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
