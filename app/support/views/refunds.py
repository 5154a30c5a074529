"""The shop notes that it has paid a gift back."""

from typing import Any

from flask import Blueprint, abort, flash, make_response, redirect, render_template, request

from app.core.guards import allow
from app.core.languages import _
from app.core.permissions import who
from app.shops.models import Shop
from app.support.forms.managing import RefundForm
from app.support.kinds import GIFT
from app.support.models import SupportOrder
from app.support.paying.amounts import typed
from app.support.permissions import SupportAction
from app.support.queries.orders import find_order
from app.support.queries.shops import find_shop
from app.support.queries.sums import left_of
from app.support.services.refunds import NotRefundable, give_back
from app.support.views.orders import private
from app.support.words import money

bp = Blueprint("support_refunds", __name__)


@bp.route("/laeden/<slug>/hilfe/eingaenge/<order>/zurueckgezahlt", methods=["GET", "POST"])
@allow(SupportAction.MANAGE, load=lambda slug, order: find_shop(slug))
def note(shop: Shop) -> Any:
    """What is still there stands in the field; another number there since then is said, and books nothing."""
    order, back = _gift_of(shop), f"{shop.subject.address}/hilfe"
    left = left_of(order.id)
    if not left:
        flash(_("Von dieser Unterstützung ist nichts mehr da."))
        return redirect(back, 303)
    form = RefundForm(data={"amount": typed(left), "left": str(left)})
    if form.validate_on_submit() and _given_back(order, form):
        flash(_("Festgehalten: %(amount)s zurückgezahlt.", amount=money(form.amount.cents)))  # type: ignore[attr-defined]
        return redirect(back, 303)
    page = {"form": form, "order": order, "left": left, "back": back, "shop": shop, "subject": shop.subject}
    html = render_template("support/refund.html", robots="noindex", **page)
    return private(make_response(html, 422 if form.is_submitted() else 200))


def _given_back(order: SupportOrder, form: RefundForm) -> bool:
    try:
        give_back(order.id, form.amount.cents, left=form.seen, actor=who())  # type: ignore[attr-defined]
    except NotRefundable as refusal:
        form.amount.errors = [str(refusal)]
        return False
    return True


def _gift_of(shop: Shop) -> SupportOrder:
    order = find_order(str((request.view_args or {})["order"]))
    return order if order is not None and order.shop_id == shop.id and order.kind == GIFT else abort(404)
