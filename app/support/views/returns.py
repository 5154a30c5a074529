"""Returning a voucher by agreement: the same page for the buyer (signed link) and for the shop."""

from typing import Any

from flask import Blueprint, abort, flash, make_response, redirect, render_template, request
from werkzeug.wrappers import Response

from app.core.guards import allow, public
from app.core.languages import N_, _
from app.core.permissions import who
from app.shops.models import Shop
from app.support import links
from app.support.forms.giving import EmptyForm, ReturnForm
from app.support.models import SupportOrder
from app.support.paying.amounts import typed
from app.support.permissions import SupportAction
from app.support.queries.orders import find_order, find_voucher
from app.support.queries.returns import open_return
from app.support.queries.shops import find_shop
from app.support.services import returns
from app.support.services.returns import BUYER, SHOP, NotReturnable
from app.support.views.orders import order_behind, private

bp = Blueprint("support_returns", __name__)
SHOPS = "/laeden/<slug>/hilfe/eingaenge/<order>/rueckgabe"
ASKED = N_("Der Vorschlag ist abgeschickt. Gebucht ist noch nichts.")
AGREED = N_("Vereinbart. Der Laden erstattet den Betrag.")
ENDED = N_("Es bleibt beim Gutschein.")


@bp.route("/unterstuetzung/<signed>/rueckgabe", methods=["GET", "POST"])
@public
def by_buyer(signed: str) -> Any:
    order = order_behind(signed)
    return _page(order, BUYER, here=links.path_of(order.public_id), back=links.path_of(order.public_id))


@bp.post("/unterstuetzung/<signed>/rueckgabe/<answer>")
@public
def answered_by_buyer(signed: str, answer: str) -> Response:
    order = order_behind(signed)
    return _answer(order, answer, BUYER, back=links.path_of(order.public_id))


@bp.route(SHOPS, methods=["GET", "POST"])
@allow(SupportAction.MANAGE, load=lambda slug, order: find_shop(slug))
def by_shop(shop: Shop) -> Any:
    order = _order_of(shop)
    here = f"{shop.subject.address}/hilfe/eingaenge/{order.public_id}"
    return _page(order, SHOP, here=here, back=f"{shop.subject.address}/hilfe")


@bp.post(f"{SHOPS}/<answer>")
@allow(SupportAction.MANAGE, load=lambda slug, order, answer: find_shop(slug))
def answered_by_shop(shop: Shop) -> Response:
    back = f"{shop.subject.address}/hilfe"
    return _answer(_order_of(shop), str((request.view_args or {})["answer"]), SHOP, back=back)


def _page(order: SupportOrder, side: str, *, here: str, back: str) -> Any:
    """Ask for a return, or answer one."""
    voucher, waiting = find_voucher(order.id), open_return(order.id)
    if voucher is None or voucher.withdrawn_at or not voucher.balance_cents:
        return redirect(back, 303)
    form = ReturnForm(data={"amount": typed(voucher.balance_cents)})
    if waiting is None and form.validate_on_submit():
        try:
            returns.ask(order.id, form.amount.cents, by=side)  # type: ignore[attr-defined]
            flash(_(ASKED))
            return redirect(back, 303)
        except NotReturnable as refusal:
            form.amount.errors = [_(str(refusal))]
    page = {"order": order, "voucher": voucher, "waiting": waiting, "form": form, "side": side}
    html = render_template("support/giving_back.html", here=here, back=back, robots="noindex", canonical_url="", **page)
    return private(make_response(html, 422 if form.errors else 200))


def _answer(order: SupportOrder, answer: str, side: str, *, back: str) -> Response:
    """answer: ja or nein."""
    waiting = open_return(order.id)
    if waiting is None or answer not in ("ja", "nein"):
        abort(404)
    if EmptyForm().validate_on_submit():
        flash(_agreed(waiting.id, side) if answer == "ja" else _ended(waiting.id, side))
    return redirect(back, 303)


def _agreed(return_id: int, side: str) -> str:
    try:
        returns.agree(return_id, by=side, actor=who() if side == SHOP else None)
    except NotReturnable as refusal:
        return _(str(refusal))
    return _(AGREED)


def _ended(return_id: int, side: str) -> str:
    returns.end(return_id, by=side)
    return _(ENDED)


def _order_of(shop: Shop) -> SupportOrder:
    order = find_order(str((request.view_args or {})["order"]))
    return order if order is not None and order.shop_id == shop.id else abort(404)
