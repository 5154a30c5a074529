"""The list and the page of an organisation, its logo, and its list as a file."""

from flask import Response, abort, render_template, request, send_file

from app.core import storage
from app.core.feeds import atom_response
from app.core.guards import allow, public
from app.core.paging import page_number
from app.core.permissions import who
from app.core.tables import csv_response, json_response
from app.extensions import db
from app.organisations import files, membership, queries
from app.organisations.models import KINDS, Organisation
from app.organisations.permissions import OrganisationAction
from app.organisations.views.blueprint import bp
from app.places.classes import STATE_BY_KEY, STATE_BY_NAME, STATES
from app.places.matching import by_key
from app.places.towns import Town, town_of

FOR_EVER = 31_536_000  # seconds; another logo has another address


@bp.get("/organisationen/")
@public
def index() -> str:
    """`q` name, `art`, `land` (NW), `ort` (AGS), `verifiziert`, `sortierung` (name, neu)."""
    chosen, town = _chosen()
    found = queries.organisation_list(page_number(), chosen)
    state = STATE_BY_KEY.get(chosen.state_key)
    values = {"page": found, "chosen": chosen, "kinds": KINDS, "states": STATES, "state": state, "town": town}
    return render_template("organisations/list.html", **values)


def _chosen() -> tuple[queries.Wanted, Town | None]:
    state, town = STATE_BY_NAME.get(request.args.get("land", "")), by_key(request.args.get("ort", ""))
    wanted = queries.Wanted(
        text=request.args.get("q", "").strip()[:100],
        kind=request.args.get("art", ""),
        state_key=state.key if state else "",
        place_id=town.id if town else None,
        verified=request.args.get("verifiziert") == "ja",
        newest_first=request.args.get("sortierung") == "neu",
    )
    return wanted, town


@bp.get("/organisationen/liste.csv")
@public
def index_csv() -> Response:
    rows = files.organisation_rows(_chosen()[0])
    return csv_response("organisationen", list(files.FILE_COLUMNS), [list(row.values()) for row in rows])


@bp.get("/organisationen/liste.json")
@public
def index_json() -> Response:
    return json_response("organisationen", files.organisation_rows(_chosen()[0]))


@bp.get("/feeds/organisationen.atom")
@public
def feed() -> Response:
    """The filters of the list."""
    query = request.query_string.decode(errors="replace")
    page = f"/organisationen/?{query}" if query else "/organisationen/"
    return atom_response("Neue Organisationen", page, files.feed_entries(_chosen()[0]))


@bp.get("/organisationen/<slug>")
@allow(OrganisationAction.VIEW, load=queries.by_slug, moved="organisation")
def detail(organisation: Organisation) -> str:
    return render_template(
        "organisations/detail.html",
        organisation=organisation,
        label=queries.label_of(organisation),
        town=town_at(organisation),
        acts=queries.acts_for(organisation.id) if organisation.kind == "stadtmarketing" else [],
        people=membership.people(organisation.id, who()),
        waiting=membership.open_request_of(organisation.id, who().id),
    )


def town_at(organisation: Organisation) -> Town | None:
    return town_of(organisation.place) if organisation.place else None


@bp.get("/organisationen/<slug>/logo/<int(max=999999999999):number>")
@allow(OrganisationAction.VIEW, load=lambda slug, number: _with_logo(slug, number))
def logo(organisation: Organisation) -> Response:
    stored = db.session.get_one(storage.StoredFile, organisation.logo_file_id)
    path = storage.path_of(stored.sha256)
    if not path.is_file():
        abort(404)
    response = send_file(path, mimetype=stored.media_type, etag=stored.sha256, conditional=True)
    response.headers["Cache-Control"] = f"public, max-age={FOR_EVER}, immutable"
    return response


def _with_logo(slug: str, number: int) -> Organisation | None:
    found = queries.by_slug(slug)
    return found if found and found.logo_file_id == number else None
