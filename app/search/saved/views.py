"""The pages under "Mein Konto" where a member keeps searches."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for

from app.core.guards import signed_in
from app.core.permissions import who
from app.search.saved import meaning, queries, services
from app.search.saved.forms import NameForm
from app.search.saved.models import LONGEST_ADDRESS, SavedSearch

bp = Blueprint("saved_searches", __name__, url_prefix="/konto/suchen")
FULL = f"Sie haben schon {services.MOST} Suchen gemerkt. Bitte löschen Sie zuerst eine, die Sie nicht mehr brauchen."
TOO_LONG = "Diese Suche hat zu viele Filter, um sie zu merken. Bitte nehmen Sie einige heraus."


def _own(public_id: str) -> SavedSearch:
    return queries.own(public_id) or abort(404)


@bp.get("/")
@signed_in
def overview() -> str:
    searches = queries.listed(who())
    return render_template("search/saved/list.html", searches=searches, meaning=meaning, most=services.MOST)


@bp.route("/neu", methods=["GET", "POST"])
@signed_in
def add() -> Any:
    """The search stands in the query of this address, as on the results page."""
    address = meaning.address_of(request.args.items(multi=True))
    if not address or meaning.is_empty(address):
        flash("Bitte geben Sie zuerst Suchwörter ein, oder wählen Sie einen Filter. Dann können Sie die Suche merken.")
        return redirect("/suche", 303)
    form = NameForm(data={"name": meaning.name_for(address)})
    if len(address) > LONGEST_ADDRESS:
        form.name.errors = [TOO_LONG]
    elif form.validate_on_submit():
        return _save(form, address)
    return _page(form, address)


def _save(form: NameForm, address: str) -> Any:
    try:
        _, is_new = services.save(form.name.data, address, actor=who())
    except services.TooMany:
        form.name.errors = [FULL]
        return _page(form, address)
    flash("Die Suche ist gemerkt. Neue Treffer stehen ab jetzt hier." if is_new else "Diese Suche war schon gemerkt.")
    return redirect(url_for("saved_searches.overview"), 303)


def _page(form: NameForm, address: str) -> tuple[str, int]:
    values = {"address": address, "described": meaning.described(address)}
    return render_template("search/saved/new.html", form=form, **values), 422 if form.name.errors else 200


@bp.route("/<public_id>", methods=["GET", "POST"])
@signed_in
def detail(public_id: str) -> Any:
    """Its hits, and its name to be changed."""
    search = _own(public_id)
    form = NameForm(data={"name": search.name})
    if form.validate_on_submit():
        services.rename(search, form.name.data)
        flash("Der neue Name ist gespeichert.")
        return redirect(url_for("saved_searches.detail", public_id=public_id), 303)
    fresh, older = queries.hits(search, who())
    values = {"search": search, "fresh": fresh, "older": older, "meaning": meaning}
    return render_template("search/saved/detail.html", form=form, **values), 422 if form.errors else 200


@bp.post("/<public_id>/gesehen")
@signed_in
def seen(public_id: str) -> Any:
    services.mark_seen(_own(public_id))
    flash("Alle Treffer gelten jetzt als gesehen.")
    return redirect(url_for("saved_searches.detail", public_id=public_id), 303)


@bp.post("/<public_id>/pause")
@signed_in
def pause(public_id: str) -> Any:
    """Rests, or goes on when it rested."""
    search = _own(public_id)
    goes_on = request.form.get("weiter") == "1"
    services.set_active(search, goes_on)
    flash("Die Suche läuft wieder." if goes_on else "Die Suche ruht. Bis Sie sie fortsetzen, merkt sie keine Treffer.")
    return redirect(url_for("saved_searches.detail", public_id=public_id), 303)


@bp.post("/<public_id>/loeschen")
@signed_in
def remove(public_id: str) -> Any:
    services.remove(_own(public_id))
    flash("Die Suche ist gelöscht.")
    return redirect(url_for("saved_searches.overview"), 303)
