"""The withdrawal button for everybody, on every page's foot: without account and without the link of the order."""

from typing import Any

from flask import Blueprint, make_response, render_template

from app.core import clock
from app.core.addresses import fold_address
from app.core.guards import public
from app.core.limits import Limit, address, require
from app.support.forms.giving import WithdrawAnyForm
from app.support.paying.codes import bare
from app.support.queries.orders import find_by_reference
from app.support.services import vouchers
from app.support.views.orders import private

bp = Blueprint("support_withdrawing", __name__)
PER_NETWORK = Limit("support.withdraw", 30, 3_600)


@bp.route("/widerruf", methods=["GET", "POST"])
@public
def withdraw_any() -> Any:
    """The answer is the same whether there is such an order or not; the confirmation goes to the order's address."""
    form, declared_at = WithdrawAnyForm(), None
    if form.validate_on_submit():
        require(PER_NETWORK, address())
        declared_at = clock.now()
        _withdraw(form)
    page = {"form": form, "declared_at": declared_at, "robots": "noindex"}
    return private(make_response(render_template("support/withdraw_any.html", **page), 422 if form.errors else 200))


def _withdraw(form: WithdrawAnyForm) -> None:
    email = form.email.data or ""
    order = find_by_reference(bare(form.reference.data or ""))
    if order is not None and order.email and fold_address(order.email) == fold_address(email):
        vouchers.withdraw(order.id, name=form.name.data or "", email=email)
