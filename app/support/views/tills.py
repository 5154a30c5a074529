"""The shopkeeper's tills and books: links for devices, bookings, refunds, the file for the tax adviser."""

from decimal import Decimal
from typing import Any

import segno
from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    flash,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)

from app.core.guards import allow
from app.core.languages import N_, _
from app.core.permissions import who
from app.core.tables import csv_response
from app.shops.models import Shop
from app.support.forms.giving import EmptyForm
from app.support.forms.managing import TillForm
from app.support.kinds import MONEY, name_of
from app.support.permissions import SupportAction
from app.support.queries.orders import find_order
from app.support.queries.shops import find_shop
from app.support.queries.sums import all_bookings, sums_of
from app.support.services import refunds, tills, vouchers
from app.support.words import money

bp = Blueprint("support_tills", __name__)
HEADINGS = (
    "Nummer",
    "Zeit (UTC)",
    "Buch",
    "Art",
    "Betrag in Euro",
    "Verwendungszweck",
    "Wofür",
    "Name",
    "Von",
    "Berichtigt",
)
BOOKS = {MONEY: N_("Geld"), "worth": N_("Gutscheinwert")}
KINDS = {"gift": "Unterstützung", "voucher": "Gutschein"}
MOST_SHOWN = 200


@bp.route("/laeden/<slug>/hilfe/kassen", methods=["GET", "POST"])
@allow(SupportAction.MANAGE, load=find_shop)
def overview(shop: Shop) -> Any:
    """The link of a new till is shown once."""
    form, link = TillForm(), ""
    if form.validate_on_submit():
        secret = tills.add_till(shop, form.name.data or "", actor=who(), may_confirm=bool(form.may_confirm.data))
        link = f"{current_app.config['SETTINGS'].base_url}/kasse/geraet/{secret}"
        form = TillForm(formdata=None)
    code = segno.make(link, error="m").svg_data_uri(scale=4, border=4, light="#fff") if link else ""
    page = {"form": form, "link": link, "code": code, "tills": tills.tills_of(shop.id)}
    html = render_template("support/tills.html", shop=shop, subject=shop.subject, robots="noindex", **page)
    answer = make_response(html, 422 if form.errors else 200)
    answer.headers.update({"Cache-Control": "no-store", "Referrer-Policy": "same-origin"})
    return answer


@bp.post("/laeden/<slug>/hilfe/kassen/<till>/sperren")
@allow(SupportAction.MANAGE, load=lambda slug, till: find_shop(slug))
def revoke(shop: Shop) -> Any:
    if EmptyForm().validate_on_submit() and not tills.revoke(shop, _value("till"), actor=who()):
        abort(404)
    flash(_("Die Kasse ist gesperrt."))
    return redirect(url_for("support_tills.overview", slug=shop.subject.slug), 303)


@bp.get("/laeden/<slug>/hilfe/buchungen")
@allow(SupportAction.MANAGE, load=find_shop)
def bookings(shop: Shop) -> str:
    rows = all_bookings(shop.id)
    reversed_ids = {row.corrects_id for row in rows}
    shown = [
        {"row": row, "kind": name_of(row.book, row.kind), "book": _(BOOKS[row.book]), "cents": money(row.amount_cents)}
        | {"may_reverse": row.id not in reversed_ids and _is_reversible(row)}
        for row in reversed(rows[-MOST_SHOWN:])
    ]
    page = {"rows": shown, "all": len(rows), "sums": sums_of(shop.id), "money": money}
    return render_template("support/bookings.html", shop=shop, subject=shop.subject, robots="noindex", **page)


def _is_reversible(row: Any) -> bool:
    return row.kind == "redemption" or refunds.is_refund_of_gift(row.book, row.kind, row.order_kind)


@bp.get("/laeden/<slug>/hilfe/buchungen.csv")
@allow(SupportAction.MANAGE, load=find_shop)
def file(shop: Shop) -> Response:
    """Every line, for the tax adviser."""
    rows = (
        (
            row.id,
            row.created_at,
            BOOKS[row.book],
            name_of(row.book, row.kind),
            Decimal(row.amount_cents).scaleb(-2),
            row.reference,
            KINDS[row.order_kind],
            row.name,
            row.by or row.person,
            row.corrects_id,
        )
        for row in all_bookings(shop.id)
    )
    answer = csv_response(f"buchungen-{shop.subject.slug}", HEADINGS, rows)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


@bp.post("/laeden/<slug>/hilfe/buchungen/<int(max=999999999999):number>/zuruecknehmen")
@allow(SupportAction.MANAGE, load=lambda slug, number: find_shop(slug))
def reverse(shop: Shop) -> Any:
    """A redemption, or the note that a gift was paid back."""
    if EmptyForm().validate_on_submit():
        if vouchers.reverse(_value("number"), shop.id, actor=who()):
            flash(_("Die Einlösung ist zurückgenommen; der Gutschein ist wieder so viel wert wie vorher."))
        elif refunds.undo(_value("number"), shop.id, actor=who()):
            flash(_("Die Erstattung ist zurückgenommen; das Geld zählt wieder als angekommen."))
        else:
            abort(404)
    return redirect(url_for("support_tills.bookings", slug=shop.subject.slug), 303)


@bp.post("/laeden/<slug>/hilfe/eingaenge/<order>/erstattet")
@allow(SupportAction.MANAGE, load=lambda slug, order: find_shop(slug))
def refunded(shop: Shop) -> Any:
    """The shop has sent the money back after a withdrawal."""
    order = find_order(_value("order"))
    if order is None or order.shop_id != shop.id:
        abort(404)
    if EmptyForm().validate_on_submit():
        cents = vouchers.refund(order.id, actor=who())
        done = _("Die Erstattung von %(amount)s ist gebucht.", amount=money(cents))
        flash(done if cents else _("Hier ist nichts zu erstatten."))
    return redirect(url_for("support_managing.overview", slug=shop.subject.slug), 303)


def _value(name: str) -> Any:
    return (request.view_args or {})[name]
