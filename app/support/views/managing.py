"""The shopkeeper's pages: ways to help, bank account, and what came in."""

from typing import Any

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.accounts.services import credentials
from app.accounts.services.authentication import TooManyTries, WrongPassword
from app.core.guards import allow
from app.core.languages import _, _l
from app.core.permissions import who
from app.extensions import db
from app.shops.dead_links.checking import dead_among
from app.shops.figures.queries import clicks_of
from app.shops.models import Shop
from app.support.forms.fields import host_of
from app.support.forms.giving import EmptyForm
from app.support.forms.managing import AccountForm
from app.support.kinds import DIRECT, KINDS, VOUCHER
from app.support.models import Proposal, SupportOrder
from app.support.paying.iban import grouped, masked
from app.support.permissions import SupportAction
from app.support.queries.accounts import account_coming, account_now
from app.support.queries.options import options_of
from app.support.queries.orders import ended_orders, find_order, open_proposals, waiting_orders
from app.support.queries.returns import asked_of_shop
from app.support.queries.shops import find_shop, takes_help
from app.support.queries.sums import owed_back, paid_back, sums_of
from app.support.services import accounts, orders, receipts, statements

bp = Blueprint("support_managing", __name__)
Answer = Response | str | tuple[str, int]
WRONG = _l("Das ist nicht Ihr jetziges Passwort.")
TOO_MANY = _l("Das waren zu viele falsche Versuche. Bitte warten Sie eine Viertelstunde.")


@bp.get("/laeden/<slug>/hilfe")
@allow(SupportAction.MANAGE, load=find_shop)
def overview(shop: Shop) -> str:
    known = options_of(shop.id)
    proposals = [(row, order, statements.is_acceptable(row, order)) for row, order in open_proposals(shop.id)]
    page = {
        "kinds": KINDS,
        "offered": known,
        "needs_account": any(one.is_on and one.kind in (DIRECT, VOUCHER) for one in known),
        "account": account_now(shop.id),
        "waiting": waiting_orders(shop.id),
        "ended": ended_orders(shop.id),
        "owed": owed_back(SupportOrder.shop_id == shop.id),
        "paid_back": paid_back(SupportOrder.shop_id == shop.id),
        "returns": asked_of_shop(shop.id),
        "sells": any(one.kind == VOUCHER for one in known),
        "proposals": proposals,
        "sums": sums_of(shop.id),
        "clicks": clicks_of(shop.id),
        "dead": dead_among([one.url for one in known if one.url]),
    }
    return _page("support/manage.html", shop, **page)


@bp.route("/laeden/<slug>/hilfe/konto", methods=["GET", "POST"])
@allow(SupportAction.MANAGE, load=find_shop)
def account(shop: Shop) -> Answer:
    """IBAN and holder; a change asks for the password and waits a day."""
    form = AccountForm()
    if form.validate_on_submit() and _password_is_right(form.password):
        holder = " ".join((form.holder.data or "").split())
        had_one = account_now(shop.id) is not None
        accounts.set_account(shop, holder, form.iban.account, actor=who())  # type: ignore[attr-defined]
        flash(
            _("Das neue Konto gilt in 24 Stunden. Bis dahin bleibt das alte.")
            if had_one and account_coming(shop.id)
            else _("Das Konto ist gespeichert. Überweisen Sie sich zur Probe einen Cent.")
        )
        return redirect(url_for("support_managing.account", slug=shop.subject.slug), 303)
    page: dict[str, Any] = {"form": form, "now": account_now(shop.id), "coming": account_coming(shop.id)}
    page |= {"grouped": grouped, "masked": masked}
    return _page("support/account.html", shop, **page), 422 if form.is_submitted() else 200


def _password_is_right(field: Any) -> bool:
    try:
        return credentials.check_password(who().id or 0, field.data) is not None
    except (WrongPassword, TooManyTries) as refusal:
        field.errors = [TOO_MANY if isinstance(refusal, TooManyTries) else WRONG]
        return False


@bp.post("/laeden/<slug>/hilfe/konto/doch-nicht")
@allow(SupportAction.MANAGE, load=find_shop)
def keep_account(shop: Shop) -> Response:
    if EmptyForm().validate_on_submit():
        accounts.call_off_change(shop, actor=who())
        flash(_("Es bleibt beim jetzigen Konto."))
    return redirect(url_for("support_managing.account", slug=shop.subject.slug), 303)


def _order_of(shop: Shop) -> SupportOrder:
    order = find_order(str((request.view_args or {})["order"]))
    return order if order is not None and order.shop_id == shop.id else abort(404)


@bp.post("/laeden/<slug>/hilfe/eingaenge/<order>")
@allow(SupportAction.MANAGE, load=lambda slug, order: find_shop(slug))
def received(shop: Shop) -> Response:
    """The money is there: ticked by hand."""
    order = _order_of(shop)
    if EmptyForm().validate_on_submit():
        done = receipts.confirm_receipt(order.id, actor=who())
        flash(_("Der Eingang ist bestätigt.") if done else _("Dieser Eingang war schon bestätigt."))
    return _to_overview(shop)


@bp.post("/laeden/<slug>/hilfe/eingaenge/<order>/absagen")
@allow(SupportAction.MANAGE, load=lambda slug, order: find_shop(slug))
def call_off(shop: Shop) -> Response:
    """Before anybody says that it is paid."""
    order = _order_of(shop)
    if EmptyForm().validate_on_submit():
        done = orders.call_off_by_shop(order)
        flash(
            _("Die Bestellung ist abgesagt.")
            if done
            else _("Das geht nicht mehr: Die Bestellung gilt schon als bezahlt.")
        )
    return _to_overview(shop)


@bp.post("/laeden/<slug>/hilfe/eingaenge/<order>/irrtum")
@allow(SupportAction.MANAGE, load=lambda slug, order: find_shop(slug))
def correct(shop: Shop) -> Response:
    order = _order_of(shop)
    if EmptyForm().validate_on_submit():
        try:
            receipts.correct_receipt(order.id, actor=who())
            flash(_("Berichtigt: Der Eingang wartet wieder auf Bestätigung."))
        except receipts.NotCorrectable as refusal:
            flash(_(str(refusal)))
    return _to_overview(shop)


@bp.post("/laeden/<slug>/hilfe/eingaenge/<order>/wand")
@allow(SupportAction.MANAGE, load=lambda slug, order: find_shop(slug))
def leave_wall(shop: Shop) -> Response:
    order = _order_of(shop)
    if EmptyForm().validate_on_submit():
        orders.leave_wall(order)
        flash(_("Der Eintrag steht nicht mehr auf der Dankeswand."))
    return _to_overview(shop)


@bp.post("/laeden/<slug>/hilfe/vorschlaege/<int(max=999999999999):number>/<act>")
@allow(SupportAction.MANAGE, load=lambda slug, number, act: find_shop(slug))
def settle(shop: Shop) -> Response:
    """act: passt or erledigt."""
    values = request.view_args or {}
    row = db.session.get(Proposal, values["number"])
    if row is None or row.shop_id != shop.id or values["act"] not in ("passt", "erledigt"):
        abort(404)
    if EmptyForm().validate_on_submit():
        if values["act"] == "erledigt":
            statements.dismiss(row)
            flash(_("Erledigt, nichts wurde gebucht."))
        else:
            done = statements.accept(row, actor=who())
            flash(_("Der Eingang ist bestätigt.") if done else _("Das lässt sich nicht bestätigen."))
    return _to_overview(shop)


def _to_overview(shop: Shop) -> Response:
    return redirect(url_for("support_managing.overview", slug=shop.subject.slug), 303)


def _page(template: str, shop: Shop, **values: Any) -> str:
    settings = current_app.config["SETTINGS"]
    about = {"shop": shop, "subject": shop.subject, "robots": "noindex", "takes_help": takes_help(shop)}
    return render_template(template, with_statements=settings.shop_statements, host_of=host_of, **about, **values)
