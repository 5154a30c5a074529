"""Writing to a shop; visitors confirm their address first."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, session, url_for

from app.core.confirming import Confirmation
from app.core.guards import allow, public
from app.core.limits import address
from app.core.permissions import who
from app.shops import queries
from app.shops.figures.counting import count
from app.shops.figures.kinds import TO_SHOP
from app.shops.forms.message import GuestMessageForm, MessageForm
from app.shops.kinds import SHOP
from app.shops.models import Shop
from app.shops.permissions import ShopAction
from app.shops.services import messages
from app.shops.services.messages import Message

bp = Blueprint("shop_messages", __name__)
SENT = "Ihre Nachricht ist unterwegs. Die Antwort kommt mit einer gewöhnlichen E-Mail."
CONFIRMATION = Confirmation(
    messages.PURPOSE,
    messages.confirm,
    SENT,
    "shops/message_code.html",
    "shops/message_press.html",
    lambda payload: {"text": payload.get("text", "")},
)


@bp.route("/laeden/<slug>/nachricht", methods=["GET", "POST"])
@allow(ShopAction.VIEW, load=queries.find_shop, moved=SHOP)
def write(shop: Shop) -> Any:
    if not queries.contact_address(shop):
        abort(404, "Diesem Laden kann man hier keine Nachricht schreiben.")
    form = GuestMessageForm() if who().is_guest else MessageForm()
    if form.validate_on_submit():
        return _as_visitor(shop, form) if isinstance(form, GuestMessageForm) else _as_member(shop, form)
    if not form.is_submitted():
        count(shop.id, TO_SHOP, "message")
    page = {"shop": shop, "subject": shop.subject, "form": form}
    return render_template("shops/message.html", **page), 422 if form.is_submitted() else 200


def _as_member(shop: Shop, form: MessageForm) -> Any:
    message = Message(who().name, messages.email_of(who().id or 0), form.text.data or "")
    messages.send_as_member(shop, message, network=address())
    flash(SENT)
    return redirect(shop.subject.address, 303)


def _as_visitor(shop: Shop, form: GuestMessageForm) -> Any:
    if not form.website.data:  # who fills in the trap gets the same answer, and nothing is sent
        name = " ".join((form.name.data or "").split())
        message = Message(name, form.email.data or "", form.text.data or "")
        session[CONFIRMATION.waiting] = messages.ask_visitor(shop, message, network=address())
    return redirect(url_for("shop_messages.confirm_by_code"), 303)


@bp.route("/laeden/nachricht/bestaetigen", methods=["GET", "POST"])
@public
def confirm_by_code() -> Any:
    return CONFIRMATION.by_code()


@bp.route("/laeden/nachricht/bestaetigen/<link>", methods=["GET", "POST"])
@public
def confirm_by_link(link: str) -> Any:
    return CONFIRMATION.by_link(link)
