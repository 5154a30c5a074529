"""A member's own vouchers and gifts: what she ordered while signed in, and earlier with her confirmed address."""

from flask import Blueprint, flash, redirect, render_template
from werkzeug.wrappers import Response

from app.core.formats import counted
from app.core.guards import signed_in
from app.core.permissions import who
from app.support import links
from app.support.forms.giving import EmptyForm
from app.support.models import SupportOrder
from app.support.queries.orders import claimable_orders, orders_of_person
from app.support.queries.sums import paid_back
from app.support.services.orders import take_into_account
from app.support.states import sentence_of

bp = Blueprint("support_account", __name__)


@bp.get("/konto/gutscheine")
@signed_in
def own() -> str:
    back = paid_back(SupportOrder.user_id == who().id)
    found = [
        (row, voucher, sentence_of(row, voucher, paid_back=back.get(row.id, 0))[1], links.path_of(row.public_id))
        for row, voucher in orders_of_person(who())
    ]
    return render_template("support/own.html", orders=found, earlier=claimable_orders(who()))


@bp.post("/konto/gutscheine/uebernehmen")
@signed_in
def take() -> Response:
    if EmptyForm().validate_on_submit():
        number = take_into_account(who())
        words = counted(number, "Gutschein steht", "Gutscheine stehen")
        flash(f"{words} jetzt in Ihrem Konto." if number else "Hier ist nichts zu übernehmen.")
    return redirect("/konto/gutscheine", 303)
