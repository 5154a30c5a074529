"""At the till: a device that took the shop's Kassenlink types or scans a code and redeems, whole or in part."""

from typing import Any

from flask import Blueprint, Response, abort, current_app, flash, make_response, redirect, render_template, request

from app.core.forms import BaseForm
from app.core.guards import public
from app.core.identifiers import public_id
from app.core.languages import _
from app.core.limits import Limit, address, require
from app.extensions import db
from app.shops.models import Shop
from app.support.forms.till import CodeForm, RedeemForm
from app.support.kinds import TAXES
from app.support.models import Till, Voucher
from app.support.paying.amounts import typed
from app.support.paying.codes import grouped, is_reference
from app.support.queries.shops import takes_help
from app.support.services import tills, vouchers
from app.support.services.receipts import confirm_receipt
from app.support.services.vouchers import NotRedeemable
from app.support.words import money

bp = Blueprint("support_till", __name__)
COOKIE = "kasse"
YEAR = 365 * 86_400
CAMERA = "camera=(self), microphone=(), geolocation=(), display-capture=(), payment=(), usb=(), browsing-topics=()"
PER_NETWORK = Limit("till.link", 60, 3_600)


def _till() -> tuple[Till, Shop] | None:
    till = tills.till_of(request.cookies.get(COOKIE, ""))
    shop = db.session.get(Shop, till.shop_id) if till else None
    return (till, shop) if till and shop and takes_help(shop) else None


def _page(template: str, status: int = 200, **values: Any) -> Response:
    answer = make_response(render_template(template, robots="noindex", **values), status)
    headers = {"Cache-Control": "no-store", "Permissions-Policy": CAMERA, "Referrer-Policy": "same-origin"}
    answer.headers.update(headers)
    return answer


def _no_till() -> Response:
    return _page("support/no_till.html", 410)


@bp.route("/kasse/geraet/<link>", methods=["GET", "POST"])
@public
def take(link: str) -> Any:
    """The link makes one device the till; nothing happens before the button."""
    require(PER_NETWORK, address())
    till = tills.find_unbound(link)
    shop = db.session.get(Shop, till.shop_id) if till else None
    if till is None or shop is None:
        return _no_till()
    if BaseForm().validate_on_submit():
        device = tills.bind(till)
        if device is None:
            return _no_till()
        answer = redirect("/kasse/", 303)
        secure = current_app.config["SETTINGS"].https
        answer.set_cookie(COOKIE, device, max_age=YEAR, path="/kasse", httponly=True, samesite="Strict", secure=secure)
        return answer
    return _page("support/take_till.html", shop=shop, subject=shop.subject, till=till)


@bp.route("/kasse/", methods=["GET", "POST"])
@public
def start(**rest: Any) -> Response:
    """Type or scan a code."""
    found = _till()
    if found is None:
        return _no_till()
    till, shop = found
    form = CodeForm()
    if form.validate_on_submit():
        try:
            if till.may_confirm and is_reference(form.code.data or ""):
                order = vouchers.find_unpaid(shop.id, form.code.data or "", who=till.public_id)
                return _page("support/confirm_paid.html", shop=shop, subject=shop.subject, till=till, order=order)
            voucher = vouchers.find_by_code(shop.id, form.code.data or "", who=till.public_id)
            return _voucher(till, shop, voucher, RedeemForm(formdata=None))
        except NotRedeemable as refusal:
            form.code.errors = [_(str(refusal))]
    page = {"shop": shop, "subject": shop.subject, "till": till, "form": form}
    return _page("support/till.html", 422 if form.is_submitted() else 200, **page)


@bp.post("/kasse/bestaetigen")
@public
def confirm() -> Any:
    """The money is in the till: the voucher is valid on the spot. Only where the shop allows it."""
    found = _till()
    if found is None:
        return _no_till()
    till, shop = found
    if not till.may_confirm:
        abort(403)
    form = CodeForm()
    if not form.validate_on_submit():
        return redirect("/kasse/", 303)
    try:
        order = vouchers.find_unpaid(shop.id, form.code.data or "", who=till.public_id)
    except NotRedeemable as refusal:
        flash(_(str(refusal)))
        return redirect("/kasse/", 303)
    confirm_receipt(order.id, actor=None, by=till.name)
    flash(_("Der Eingang ist bestätigt, der Gutschein gilt."))
    voucher = db.session.get_one(Voucher, order.id)
    return _voucher(till, shop, voucher, RedeemForm(formdata=None))


@bp.post("/kasse/einloesen")
@public
def redeem() -> Any:
    found = _till()
    if found is None:
        return _no_till()
    till, shop = found
    try:
        voucher = vouchers.find_by_code(shop.id, request.form.get("code", ""), who=till.public_id)
    except NotRedeemable as refusal:
        flash(_(str(refusal)))
        return redirect("/kasse/", 303)
    form = RedeemForm()
    if form.validate_on_submit():
        try:
            cents, key = form.amount.cents, form.key.data or abort(400)  # type: ignore[attr-defined]
            done = vouchers.redeem(voucher.id, cents, key=key, by=till.name)
            tills.note_use(till)
            rest = money(done.balance_cents)
            flash(_("%(amount)s eingelöst. Der Gutschein ist noch %(rest)s wert.", amount=money(done.cents), rest=rest))
            return redirect("/kasse/", 303)
        except NotRedeemable as refusal:
            form.amount.errors = [_(str(refusal))]
    return _voucher(till, shop, voucher, form)


def _voucher(till: Till, shop: Shop, voucher: Voucher, form: RedeemForm) -> Response:
    """form.key: of this act, so that a button pressed twice redeems once."""
    if not form.is_submitted() or form.amount.data is None:
        form.amount.data = typed(voucher.balance_cents)
    form.code.data, form.key.data = voucher.code, form.key.data or public_id()
    page = {"shop": shop, "subject": shop.subject, "till": till, "voucher": voucher, "form": form}
    page |= {"why": _(vouchers.objection(voucher)), "code": grouped(voucher.code), "tax": _(TAXES.get(voucher.tax, ""))}
    return _page("support/redeem.html", 422 if form.errors else 200, **page)
