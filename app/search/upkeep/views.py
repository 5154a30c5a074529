"""The staff's page about the search index."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from sqlalchemy import Row

from app.core import audit
from app.core.formats import german_datetime as moment
from app.core.formats import number
from app.core.guards import allow
from app.core.permissions import who
from app.core.subjects import subject_type
from app.core.transaction import transaction
from app.search.indexing import ask_for_rebuild
from app.search.upkeep import queries
from app.search.upkeep.comparing import ask_to_compare
from app.search.upkeep.permissions import UpkeepAction

bp = Blueprint("upkeep", __name__, url_prefix="/redaktion/suchindex")


@bp.get("")
@allow(UpkeepAction.LOOK)
def state() -> Any:
    files = [{**one, "url": _address(one)} for one in queries.unreadable_files()]
    checks = queries.last_checks()
    rows = [(moment(one.began_at), number(one.in_database), number(one.in_index), outcome(one)) for one in checks]
    values = {"state": queries.index_state(), "checks": checks, "rows": rows, "files": files}
    return render_template("search/upkeep/state.html", **values)


def outcome(check: Row[Any]) -> str:
    """ "gleich", or "berichtigt: 2 fehlten, 1 war veraltet" """
    if check.is_broken:
        return "kein Index: neu aufgebaut"
    parts = ((check.missing, "fehlend"), (check.outdated, "veraltet"), (check.superfluous, "überzählig"))
    told = [f"{count} {word}" for count, word in (*parts, (check.doubled, "doppelt")) if count]
    return "berichtigt: " + ", ".join(told) if told else "gleich"


def _address(one: dict[str, Any]) -> str:
    return subject_type(one["kind"]).address(one["slug"] or one["public_id"])


@bp.post("/vergleichen")
@allow(UpkeepAction.LOOK)
def compare() -> Any:
    ask_to_compare()
    flash("Der Vergleich läuft gleich. Laden Sie die Seite in einer Minute neu.")
    return redirect(url_for("upkeep.state"), 303)


@bp.post("/neu-aufbauen")
@allow(UpkeepAction.LOOK)
def rebuild() -> Any:
    with transaction(raises_cache=False):
        ask_for_rebuild(always=True)
        audit.record("search.rebuild", actor_id=who().id)
    flash("Der Suchindex wird neben dem jetzigen neu aufgebaut. Die Suche antwortet weiter.")
    return redirect(url_for("upkeep.state"), 303)


def desk_panel(_: Any) -> str:
    """On the staff's start page: only when the last comparison found something."""
    trouble = queries.last_trouble()
    return render_template("search/upkeep/_desk.html", check=trouble) if trouble else ""
