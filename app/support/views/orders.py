"""The page of one order, for whoever bears its signed link: how to pay, how it stands, and the way back."""

from typing import Any

from flask import Blueprint, Response, abort, flash, make_response, redirect, render_template
from werkzeug.wrappers import Response as Redirect

from app.core.forms import BaseForm
from app.core.guards import public
from app.core.tokens import find_by_link
from app.support import links
from app.support.forms.giving import EmptyForm
from app.support.kinds import GIFT
from app.support.models import SupportOrder
from app.support.paying.amounts import typed
from app.support.paying.codes import shown_reference
from app.support.paying.girocode import Transfer, girocode_address, girocode_png
from app.support.paying.iban import grouped
from app.support.queries.orders import find_order, find_voucher
from app.support.queries.returns import open_return
from app.support.queries.shops import is_halted, public_page
from app.support.queries.sums import paid_back
from app.support.services import orders
from app.support.services.vouchers import may_withdraw, owed_back
from app.support.states import sentence_of, steps_of

bp = Blueprint("support_orders", __name__)


def order_behind(signed: str) -> SupportOrder:
    name = links.name_in(signed) or abort(404)
    return find_order(name) or abort(404)


def transfer_of(order: SupportOrder) -> Transfer:
    purpose = shown_reference(order.reference)
    return Transfer(order.holder, order.iban, order.amount_cents, purpose, bic=order.bic)


def private(answer: Response) -> Response:
    answer.headers.update({"Cache-Control": "no-store", "Referrer-Policy": "same-origin"})
    return answer


@bp.get("/unterstuetzung/<signed>")
@public
def show(signed: str) -> Response:
    order = order_behind(signed)
    to_copy = [
        ("IBAN", grouped(order.iban), order.iban),
        ("Empfänger", order.holder, order.holder),
        ("Betrag", f"{typed(order.amount_cents)} €", typed(order.amount_cents)),
        ("Verwendungszweck", shown_reference(order.reference), shown_reference(order.reference)),
    ]
    voucher = find_voucher(order.id)
    back = paid_back(SupportOrder.id == order.id).get(order.id, 0)
    values: dict[str, Any] = {"voucher": voucher, "steps": steps_of(order)}
    halted = order.state == "open" and is_halted(order.shop_id)
    state = sentence_of(order, voucher, paid_back=back, is_halted=halted)
    values |= {"state": state, "halted": halted, "left": order.amount_cents - back}
    values |= {
        "withdrawable": may_withdraw(order, voucher),
        "owed": owed_back(order.id),
        "waiting": open_return(order.id),
        "home": public_page(order.shop_id),
    }
    code = girocode_address(transfer_of(order)) if order.state == "open" and not halted else ""
    page = render_template(
        "support/order.html",
        order=order,
        signed=signed,
        to_copy=to_copy,
        code=code,
        is_gift=order.kind == GIFT,
        robots="noindex",
        canonical_url="",
        **values,
    )
    return private(make_response(page))


@bp.get("/unterstuetzung/<signed>/girocode.png")
@public
def code(signed: str) -> Response:
    """The QR code as a picture, to be opened in the banking app of the same phone."""
    order = order_behind(signed)
    if order.state != "open" or is_halted(order.shop_id):
        abort(404)
    answer = Response(girocode_png(transfer_of(order)), mimetype="image/png")
    answer.headers["Content-Disposition"] = f'attachment; filename="girocode-{order.reference.lower()}.png"'
    return private(answer)


@bp.post("/unterstuetzung/<signed>/bezahlt")
@public
def paid(signed: str) -> Redirect:
    order = order_behind(signed)
    if EmptyForm().validate_on_submit():
        orders.claim_paid(order)
        flash("Danke. Sobald das Geld da ist, bestätigt der Laden es hier.")
    return _back(order)


@bp.post("/unterstuetzung/<signed>/absagen")
@public
def call_off(signed: str) -> Redirect:
    order = order_behind(signed)
    if EmptyForm().validate_on_submit():
        done = orders.call_off(order)
        flash("Abgesagt. Bitte überweisen Sie nun nichts mehr." if done else "Das Geld ist schon angekommen.")
    return _back(order)


@bp.post("/unterstuetzung/<signed>/wand")
@public
def leave_wall(signed: str) -> Redirect:
    order = order_behind(signed)
    if EmptyForm().validate_on_submit():
        orders.leave_wall(order)
        flash("Ihr Eintrag ist von der Dankeswand entfernt.")
    return _back(order)


@bp.route("/unterstuetzung/bestaetigen/<link>", methods=["GET", "POST"])
@public
def confirm(link: str) -> Any:
    """Nothing happens before the button: programs that check mails open links too."""
    token = find_by_link(orders.PURPOSE, link)
    if token is None:
        return render_template("support/link_expired.html", robots="noindex"), 410
    form: BaseForm = EmptyForm()
    if form.validate_on_submit():
        order = orders.confirm_address(token)
        if order is not None:
            flash("Danke, Ihre Adresse ist bestätigt.")
            return _back(order)
    return render_template("support/confirm.html", form=form, robots="noindex")


def _back(order: SupportOrder) -> Redirect:
    return redirect(links.path_of(order.public_id), 303)
