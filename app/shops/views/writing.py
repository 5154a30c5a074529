"""Registering a shop and changing what its page says."""

from dataclasses import replace
from typing import Any

from flask import Blueprint, abort, flash, jsonify, redirect, render_template, request, url_for

from app.core import clock
from app.core.confirming import PressForm
from app.core.guards import allow, signed_in
from app.core.languages import _, _l
from app.core.limits import Limit, require
from app.core.local_paths import local_path
from app.core.permissions import may, who
from app.core.saved_drafts import drop_draft, find_draft, save_draft
from app.core.transaction import Stale
from app.extensions import db
from app.places.matching import by_key
from app.places.models import Place
from app.places.towns import town_of
from app.shops import queries
from app.shops.forms.shop import KEPT, BeginForm, FactsForm, ShopForm
from app.shops.models import Shop
from app.shops.permissions import ShopAction
from app.shops.position.known import far_from_town
from app.shops.services import writing
from app.shops.services.pausing import CannotPause, pause
from app.shops.services.writing import MOST_OF_ONE_PERSON, ShopWords
from app.shops.upkeep.forms import PauseForm
from app.shops.upkeep.freshness import age_badge
from app.shops.upkeep.links import letters_path
from app.shops.upkeep.services import takes_letters

bp = Blueprint("shop_writing", __name__)
PER_PERSON = Limit("shop-begin", MOST_OF_ONE_PERSON, 86_400)
CHANGED = _l(
    "Jemand hat den Eintrag inzwischen geändert. Bitte laden Sie die Seite neu und ändern Sie ihn noch einmal."
)


@bp.route("/neu/laden", methods=["GET", "POST"])
@allow(ShopAction.REGISTER)
def begin() -> Any:
    form = BeginForm()
    if form.validate_on_submit() and form.place.town:
        require(PER_PERSON, str(who().id))
        town = form.place.town
        words = ShopWords(form.title.data or "", form.category.data, town.id, town.name)
        shop = writing.begin_shop(words, actor=who())
        return redirect(f"{shop.subject.address}/bearbeiten", 303)
    return render_template("shops/begin.html", form=form), 422 if form.is_submitted() else 200


@bp.route("/laeden/<slug>/bearbeiten", methods=["GET", "POST"])
@allow(ShopAction.EDIT, load=queries.find_shop)
def edit(shop: Shop) -> Any:
    if not may(ShopAction.SPEAK, shop):
        return _by_the_city(shop)
    draft = find_draft(shop.id)
    form = ShopForm(data=_from_draft(draft.data) if draft else _stored(shop))
    if not form.is_submitted():
        form.version.data, form.seen.data = draft.version if draft else 0, str(shop.subject.version)
        if draft and form.place.town is None:
            form.place.data = str(draft.data.get("place", ""))
    if form.validate_on_submit() and _published(shop, form, form.words()):
        return redirect(shop.subject.address, 303)
    page = {"form": form, "shop": shop, "subject": shop.subject, "draft": draft}
    return render_template("shops/edit.html", **page), 422 if form.is_submitted() else 200


def _by_the_city(shop: Shop) -> Any:
    """The facts alone, beside what the shop says of itself; its people hear of it."""
    form = FactsForm(data=_stored(shop))
    if not form.is_submitted():
        form.seen.data = str(shop.subject.version)
    if form.validate_on_submit() and _published(shop, form, replace(writing.words_of(shop), **form.facts())):
        return redirect(shop.subject.address, 303)
    page = {"form": form, "shop": shop, "subject": shop.subject}
    return render_template("shops/stewards/facts.html", **page), 422 if form.is_submitted() else 200


def _published(shop: Shop, form: FactsForm, words: ShopWords) -> bool:
    was_public = shop.subject.state == "published"
    try:
        writing.publish(shop, words, actor=who(), version=_number(form.seen.data))
    except Stale:
        form.title.errors = [CHANGED]
        return False
    flash(_("Die Änderungen sind gespeichert.") if was_public else _("Ihr Laden ist jetzt öffentlich. Willkommen!"))
    if far := far_from_town(shop):
        flash(far, "warning")
    return True


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0


@bp.post("/laeden/<slug>/entwurf")
@allow(ShopAction.SPEAK, load=queries.find_shop)
def autosave(shop: Shop) -> Any:
    """What is typed, a moment after the last key."""
    typed = {name: request.form.get(name, "")[:100_000] for name in KEPT}
    try:
        version = save_draft(shop, typed, seen=_number(request.form.get("version")) or 0, actor=who())
    except Stale:
        return jsonify(error="stale"), 409
    return jsonify(version=version)


@bp.post("/laeden/<slug>/entwurf/vergessen")
@allow(ShopAction.SPEAK, load=queries.find_shop)
def forget_draft(shop: Shop) -> Any:
    """Back to what is published; a shop that never was public is deleted."""
    if shop.subject.slug is None:
        writing.discard(shop)
        flash(_("Der Entwurf ist gelöscht."))
        return redirect(url_for("shop_writing.own"), 303)
    drop_draft(shop)
    flash(_("Ihre ungespeicherten Änderungen sind verworfen."))
    return redirect(f"{shop.subject.address}/bearbeiten", 303)


def _from_draft(typed: dict[str, Any]) -> dict[str, Any]:
    town = by_key(str(typed.get("place_key", "")))
    return {**typed, "place": town, "delivers": bool(typed.get("delivers"))}


def _stored(shop: Shop) -> dict[str, Any]:
    """What the form shows first."""
    subject = shop.subject
    place = db.session.get(Place, subject.place_id) if subject.place_id else None
    return {
        **{name: getattr(shop, name) for name in writing.OWN_FIELDS if name != "social"},
        "title": subject.title,
        "summary": subject.summary,
        "story": shop.story_md,
        "place": town_of(place) if place else None,
        "position": f"{shop.lat}, {shop.lon}" if shop.lat is not None else "",
        "social": "\n".join(one["url"] for one in shop.social),
    }


@bp.route("/laeden/<slug>/schliessen", methods=["GET", "POST"])
@allow(ShopAction.EDIT, load=queries.find_shop)
def close(shop: Shop) -> Any:
    """For now, or for good: asked once, since it is seen by all."""
    if shop.subject.state != "published":
        abort(404)
    form = PauseForm()
    if request.form.get("wie") != "pause" and PressForm().validate_on_submit():
        writing.close(shop, actor=who())
        flash(_("Der Laden steht jetzt als dauerhaft geschlossen da. Danke für die Nachricht."))
        return redirect(shop.subject.address, 303)
    if form.validate_on_submit() and _paused(shop, form):
        return redirect(shop.subject.address, 303)
    page = {"form": form, "shop": shop, "subject": shop.subject}
    return render_template("shops/close.html", **page), 422 if form.is_submitted() else 200


def _paused(shop: Shop, form: PauseForm) -> bool:
    try:
        pause(shop, form.last.data or clock.today(), by=writing.confirmer_of(who(), shop), actor=who())
    except CannotPause as problem:
        form.last.errors = [str(problem)]
        return False
    flash(_("Eingetragen. Danach gelten wieder die gewohnten Zeiten."))
    return True


@bp.post("/laeden/<slug>/wieder-oeffnen")
@allow(ShopAction.EDIT, load=queries.find_shop)
def reopen(shop: Shop) -> Any:
    writing.reopen(shop, actor=who())
    flash(_("Der Laden ist wieder da."))
    return redirect(shop.subject.address, 303)


@bp.post("/laeden/<slug>/bestaetigen")
@allow(ShopAction.CONFIRM, load=queries.find_shop)
def confirm(shop: Shop) -> Any:
    """It is right as it stands."""
    writing.confirm(shop, actor=who())
    flash(_("Danke. Der Eintrag „%(shop)s“ ist als richtig bestätigt.", shop=shop.subject.title))
    own = url_for("shop_writing.own") if request.form.get("von") == "konto" else ""
    return redirect(own or local_path(request.form.get("weiter")) or shop.subject.address, 303)


@bp.get("/konto/laeden")
@signed_in
def own() -> str:
    mine = who().id or 0
    letters = {"takes_letters": takes_letters(mine), "letters_url": letters_path(mine)}
    return render_template("shops/own.html", shops=queries.shops_of(who()), age_badge=age_badge, **letters)
