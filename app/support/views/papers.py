"""The voucher on paper, and the withdrawal button; for whoever bears the order's signed link."""

from pathlib import Path
from typing import Any

from flask import Blueprint, Response, abort, flash, make_response, redirect, render_template

from app.core.guards import public
from app.core.limits import Limit, address, require
from app.support import links
from app.support.forms.giving import WithdrawForm
from app.support.models import SupportOrder, Voucher
from app.support.queries.orders import find_voucher
from app.support.services import vouchers
from app.support.sheets.texts import voucher_data
from app.support.sheets.typesetting import CARD, SHEET, voucher_pdf
from app.support.views.orders import order_behind, private

bp = Blueprint("support_papers", __name__)
PER_NETWORK = Limit("voucher.pdf", 120, 3_600)


@bp.get("/unterstuetzung/<signed>/gutschein.pdf")
@public
def sheet(signed: str) -> Response:
    return _paper(order_behind(signed), SHEET)


@bp.get("/unterstuetzung/<signed>/gutschein-karte.pdf")
@public
def card(signed: str) -> Response:
    """Of the size of a bank card, for the wallet."""
    return _paper(order_behind(signed), CARD)


def _paper(order: SupportOrder, kind: Path) -> Response:
    voucher: Voucher | None = find_voucher(order.id)
    if voucher is None or voucher.withdrawn_at:
        abort(404)
    require(PER_NETWORK, address())
    answer = Response(voucher_pdf(kind, voucher_data(order, voucher)), mimetype="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="gutschein-{order.reference.lower()}.pdf"'
    answer.headers["X-Robots-Tag"] = "noindex"
    return private(answer)


@bp.route("/unterstuetzung/<signed>/widerruf", methods=["GET", "POST"])
@public
def withdraw(signed: str) -> Any:
    """Two steps, as § 356a BGB wants them: the button on the order's page, and this confirmation."""
    order = order_behind(signed)
    voucher = find_voucher(order.id)
    if not vouchers.may_withdraw(order, voucher):
        return redirect(links.path_of(order.public_id), 303)
    form = WithdrawForm(data={"name": order.name, "email": order.email})
    if form.validate_on_submit():
        done = vouchers.withdraw(order.id, name=form.name.data or "", email=form.email.data or "")
        flash("Ihr Widerruf ist eingegangen. Die Bestätigung kommt per E-Mail." if done else "Das geht nicht mehr.")
        return redirect(links.path_of(order.public_id), 303)
    page = {"order": order, "voucher": voucher, "form": form, "signed": signed, "robots": "noindex"}
    html = render_template("support/withdraw.html", canonical_url="", **page)
    return private(make_response(html, 422 if form.is_submitted() else 200))
