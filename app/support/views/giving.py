"""Giving and ordering, without account: a form on one page, then the page that leads through the transfer."""

from typing import Any

from flask import Blueprint, abort, redirect, render_template, request
from werkzeug.wrappers import Response

from app.core.forms import BaseForm
from app.core.guards import allow
from app.core.limits import address
from app.core.permissions import who
from app.shops.figures.counting import count
from app.shops.figures.kinds import SUPPORT
from app.shops.figures.kinds import VOUCHER as VOUCHER_SEEN
from app.shops.models import Shop
from app.support import links
from app.support.forms.giving import GiveForm, voucher_form
from app.support.kinds import DIRECT, GIFT, TAXES, VOUCHER
from app.support.models import SupportOption
from app.support.permissions import SupportAction
from app.support.queries.options import open_option
from app.support.queries.shops import find_shop
from app.support.services import orders
from app.support.services.orders import NotOffered, Wish

bp = Blueprint("support", __name__)
Answer = Response | str | tuple[str, int]
NUMBER = "<int(max=999999999999):number>"


def shop_at(slug: str, number: int | None = None) -> Shop | None:
    """number: of one of several ways of a kind; meant() asks for it."""
    return find_shop(slug)


def meant(shop: Shop, kind: str) -> SupportOption:
    """The way to help that the address names; the first of its kind when it names none. Its page is counted."""
    option = open_option(shop, kind, (request.view_args or {}).get("number")) or abort(404)
    if request.method == "GET":
        count(shop.id, VOUCHER_SEEN if kind == VOUCHER else SUPPORT)
    return option


@bp.route("/laeden/<slug>/unterstuetzen", methods=["GET", "POST"])
@bp.route(f"/laeden/<slug>/unterstuetzen/{NUMBER}", methods=["GET", "POST"])
@allow(SupportAction.VIEW, load=shop_at)
def give(shop: Shop) -> Answer:
    """Money for nothing in return; beside the button stands that there is no Spendenbescheinigung."""
    option = meant(shop, DIRECT)
    form = GiveForm()
    if form.validate_on_submit():
        if form.website.data:
            return redirect(shop.subject.address, 303)
        return _place(shop, option, form, _gift(form, option))
    return _page("support/give.html", shop, option, form)


@bp.route("/laeden/<slug>/gutschein", methods=["GET", "POST"])
@bp.route(f"/laeden/<slug>/gutschein/{NUMBER}", methods=["GET", "POST"])
@allow(SupportAction.VIEW, load=shop_at)
def buy(shop: Shop) -> Answer:
    """A voucher of this shop; the button says that it costs."""
    option = meant(shop, VOUCHER)
    form = voucher_form(option)
    if form.validate_on_submit():
        if form["website"].data:
            return redirect(shop.subject.address, 303)
        wish = Wish(_cents(form), name=form["name"].data or "", email=form["email"].data)
        return _place(shop, option, form, wish)
    return _page("support/buy.html", shop, option, form, tax=TAXES.get(option.tax, ""))


def _gift(form: GiveForm, option: SupportOption) -> Wish:
    email = form.email.data or ""
    if not (option.has_wall and form.wants_wall.data):
        return Wish(_cents(form), email=email, wants_thanks=bool(email))
    wall = {"wall_name": form.wall_name.data or "", "wall_text": " ".join((form.wall_text.data or "").split())}
    shown = bool(form.wall_amount.data)
    return Wish(_cents(form), email=email, wants_thanks=bool(email), wants_wall=True, wall_amount=shown, **wall)


def _place(shop: Shop, option: SupportOption, form: BaseForm, wish: Wish) -> Answer:
    kind = GIFT if option.kind == DIRECT else VOUCHER
    try:
        order = orders.place(shop, kind, wish, actor=who(), network=address(), number=option.id)
    except NotOffered:
        form.form_errors.append("Der Laden hat sein Angebot gerade geändert. Bitte sehen Sie noch einmal nach.")
        return _page("support/give.html" if kind == GIFT else "support/buy.html", shop, option, form)
    return redirect(links.path_of(order.public_id), 303)


def _cents(form: BaseForm) -> int:
    return form["amount"].cents  # type: ignore[attr-defined]


def _page(template: str, shop: Shop, option: SupportOption, form: BaseForm, **more: Any) -> Answer:
    values = {"shop": shop, "subject": shop.subject, "option": option, "robots": "noindex"}
    return render_template(template, form=form, **values, **more), 422 if form.is_submitted() else 200
