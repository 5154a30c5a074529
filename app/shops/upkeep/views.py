"""The page behind the letter: no log-in, big buttons. Opening it changes nothing: mail gateways open links too."""

from typing import Any

from flask import Blueprint, abort, flash, make_response, redirect, render_template, request

from app.core.actors import Actor
from app.core.confirming import PressForm
from app.core.guards import public
from app.core.languages import _
from app.core.merging import as_marks, marks, read_marks
from app.extensions import csrf
from app.shops.dead_links.checking import dead_among
from app.shops.forms.hours import stored_hours
from app.shops.forms.meanwhile import side_by_side
from app.shops.hours.said import hours_said
from app.shops.links import links_of
from app.shops.models import Shop
from app.shops.services.meanwhile import held
from app.shops.services.pausing import CannotPause
from app.shops.upkeep import links, services
from app.shops.upkeep.forms import ChangeForm, LettersForm, PauseForm
from app.shops.upkeep.freshness import age_badge

bp = Blueprint("shop_upkeep", __name__)
letters_bp = csrf.exempt(Blueprint("shop_letters", __name__))
BASE = "/laeden/stimmt-noch/<link>"


def _opened(link: str) -> tuple[Shop, Actor]:
    """One and the same answer for every link that opens nothing."""
    return links.open_link(link) or abort(410)


def _page(template: str, link: str, **values: Any) -> Any:
    here = f"/laeden/stimmt-noch/{link}"
    answer = make_response(render_template(f"shops/upkeep/{template}.html", here=here, **values))
    answer.headers.update({"Cache-Control": "no-store", "Referrer-Policy": "same-origin"})
    return answer


def _back(link: str, said: str) -> Any:
    flash(said)
    return redirect(f"/laeden/stimmt-noch/{link}", 303)


@bp.route(BASE, methods=["GET", "POST"])
@public
def ask(link: str) -> Any:
    """What we hold of the shop, and three answers."""
    shop, actor = _opened(link)
    form = PressForm()
    if form.validate_on_submit() and not shop.is_closed:
        services.confirm(shop, actor=actor)
        return _back(link, _("Vielen Dank! Der Eintrag ist bestätigt."))
    hours = hours_said(shop.opening_hours, shop.hours_text)
    age = age_badge(shop.claimed_at, shop.confirmed_at)
    found = links_of(shop)
    values = {"links": found, "dead": dead_among([one.url for one in found]), "hours": hours, "age": age}
    return _page("ask", link, shop=shop, subject=shop.subject, **values)


@bp.route(f"{BASE}/aendern", methods=["GET", "POST"])
@public
def change(link: str) -> Any:
    shop, actor = _opened(link)
    stored = {**stored_hours(shop.opening_hours, shop.hours_text), "phone": shop.phone, "website": shop.website}
    form = ChangeForm(data={**stored, "marks": marks(held(shop))})
    conflicts: list[dict[str, Any]] = []
    if form.validate_on_submit():
        result = services.change(shop, form.said(), seen=read_marks(form.marks.data or ""), actor=actor)
        if not result.conflicts:
            return _back(link, _("Gespeichert, vielen Dank! So steht es jetzt auf der Seite."))
        conflicts, form.marks.data = side_by_side(form.said(), result), as_marks(result.seen)
    page = _page("change", link, shop=shop, subject=shop.subject, form=form, conflicts=conflicts)
    return page, 409 if conflicts else 422 if form.is_submitted() else 200


@bp.route(f"{BASE}/geschlossen", methods=["GET", "POST"])
@public
def closed(link: str) -> Any:
    """Asked once more: for now, or for good."""
    shop, actor = _opened(link)
    form = PauseForm()
    if request.form.get("wie") == "immer" and PressForm().validate_on_submit():
        services.close(shop, actor=actor)
        return _back(link, _("Der Laden steht jetzt als dauerhaft geschlossen da."))
    if form.validate_on_submit() and form.last.data:
        try:
            services.rest(shop, form.last.data, actor=actor)
            return _back(link, _("Eingetragen. Danach gelten wieder Ihre gewohnten Zeiten."))
        except CannotPause as problem:
            form.last.errors = [str(problem)]
    return _page("closed", link, shop=shop, subject=shop.subject, form=form), 422 if form.is_submitted() else 200


@bp.post(f"{BASE}/wieder-da")
@public
def reopen(link: str) -> Any:
    shop, actor = _opened(link)
    services.reopen(shop, actor=actor)
    return _back(link, _("Der Laden ist wieder da."))


@letters_bp.route("/laeden/vierteljahrespost/<signed>", methods=["GET", "POST"])
@public
def letters(signed: str) -> Any:
    """Mail programs unsubscribe here with one click (RFC 8058); people choose by a tick."""
    user_id = links.user_id_in(signed) or abort(410)
    if request.form.get("List-Unsubscribe") == "One-Click":
        services.choose_letters(user_id, False)
        return "", 204
    form = LettersForm(data={"wanted": services.takes_letters(user_id)})
    if form.validate_on_submit():
        services.choose_letters(user_id, bool(form.wanted.data))
        flash(_("Gespeichert."))
        return redirect(request.path, 303)
    answer = make_response(render_template("shops/upkeep/letters.html", form=form))
    answer.headers.update({"Cache-Control": "no-store", "Referrer-Policy": "same-origin"})
    return answer
