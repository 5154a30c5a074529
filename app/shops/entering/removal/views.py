"""Pages for taking an entry away, and the list in which staff may bring it back."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template
from sqlalchemy import select
from wtforms import RadioField, StringField

from app.core.addresses import LONGEST, MailAddress
from app.core.confirming import PressForm
from app.core.forms import BaseForm, at_most, required
from app.core.guards import allow, public
from app.core.limits import address
from app.core.paging import page_number, page_of, window
from app.core.permissions import who
from app.core.subjects import Subject
from app.core.tokens import OneTimeToken, Spent, find_by_link
from app.extensions import db
from app.shops import queries
from app.shops.entering.models import ShopTombstone
from app.shops.entering.removal import services
from app.shops.kinds import SHOP
from app.shops.models import Shop
from app.shops.permissions import ShopAction, StaffAction

bp = Blueprint("shop_removal", __name__)
LIST = "/redaktion/laeden/entfernt"
GONE = "Der Eintrag ist entfernt. Auch eine spätere Übernahme aus offenen Daten bringt ihn nicht zurück."


class RemovalForm(BaseForm):
    reason = RadioField("Warum?", [required("Bitte wählen.")], choices=list(services.REASONS.items()), default="own")


class GuestRemovalForm(RemovalForm):
    """website: a trap people don't see."""

    email = StringField(
        "Ihre E-Mail-Adresse",
        [required("Bitte geben Sie Ihre E-Mail-Adresse an."), MailAddress(), at_most(LONGEST)],
        description="Dorthin schicken wir einen Link, mit dem Sie bestätigen. Danach vergessen wir die Adresse.",
    )
    website = StringField("Bitte leer lassen")


def find_removable(slug: str) -> Shop | None:
    """An entry nobody looks after; of others this page does not exist."""
    shop = queries.find_shop(slug)
    return shop if shop is not None and services.can_be_removed(shop) else None


@bp.route("/laeden/<slug>/entfernen", methods=["GET", "POST"])
@allow(ShopAction.VIEW, load=find_removable)
def ask(shop: Shop) -> Any:
    form = GuestRemovalForm() if who().is_guest else RemovalForm()
    if form.validate_on_submit():
        return _as_guest(shop, form) if isinstance(form, GuestRemovalForm) else _as_member(shop, form)
    page = render_template("shops/entering/remove.html", shop=shop, subject=shop.subject, form=form)
    return page, 422 if form.is_submitted() else 200


def _as_guest(shop: Shop, form: GuestRemovalForm) -> Any:
    if not form.website.data:
        services.ask(shop, email=form.email.data or "", reason=form.reason.data, network=address())
    flash("Wir haben Ihnen eine E-Mail geschickt. Öffnen Sie bitte den Link darin, dann verschwindet der Eintrag.")
    return redirect(shop.subject.address, 303)


def _as_member(shop: Shop, form: RemovalForm) -> Any:
    try:
        services.take_away(shop, form.reason.data, actor=who())
    except Spent:
        abort(410)
    flash(GONE)
    return redirect("/laeden/", 303)


@bp.route("/laeden/entfernen/<link>", methods=["GET", "POST"])
@public
def confirm(link: str) -> Any:
    """A page with a button: mail gateways open links too."""
    token = find_by_link(services.PURPOSE, link)
    shop = services.shop_of(token) if token else None
    if token is None or shop is None:
        abort(410)
    form = PressForm()
    if form.validate_on_submit():
        return _confirmed(token)
    return render_template("shops/entering/remove_press.html", form=form, shop=shop)


def _confirmed(token: OneTimeToken) -> Any:
    try:
        services.confirm(token)
    except Spent:
        abort(410)
    flash(GONE)
    return redirect("/laeden/", 303)


@bp.get(LIST)
@allow(StaffAction.DECIDE)
def removed() -> str:
    """Newest first."""
    number = page_number()
    query = select(ShopTombstone.shop_id, ShopTombstone.created_at, Subject.title, Subject.public_id)
    query = query.join(Subject, Subject.id == ShopTombstone.shop_id).where(Subject.state == "withdrawn")
    columns = (ShopTombstone.shop_id, ShopTombstone.created_at, Subject.title, Subject.public_id)
    newest = query.group_by(*columns).order_by(ShopTombstone.created_at.desc(), ShopTombstone.shop_id.desc())
    page = page_of(db.session.execute(window(newest, number)).all(), number)
    return render_template("shops/entering/removed.html", page=page)


def find_withdrawn(public_id: str) -> Shop | None:
    query = select(Shop).join(Shop.subject).where(Subject.kind == SHOP, Subject.public_id == public_id)
    return db.session.scalars(query.where(Subject.state == "withdrawn")).first()


@bp.post(f"{LIST}/<public_id>")
@allow(StaffAction.DECIDE, load=find_withdrawn)
def bring_back(shop: Shop) -> Any:
    services.bring_back(shop, actor=who())
    flash("Der Eintrag ist wieder da.")
    return redirect(LIST, 303)
