"""Mit anpacken: somebody offers time or things, and the shop answers by mail. Nothing of it is stored here."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template

from app.core.guards import allow
from app.core.limits import Limit, address, require
from app.core.transaction import transaction
from app.shops.models import Shop
from app.shops.people import owner_addresses
from app.support.forms.giving import HandsForm
from app.support.kinds import HANDS
from app.support.permissions import SupportAction
from app.support.views.giving import NUMBER, meant, shop_at

bp = Blueprint("support_hands", __name__)
PER_NETWORK = Limit("support.hands", 10, 3_600)
PER_SHOP = Limit("support.hands-shop", 40, 86_400)


@bp.route("/laeden/<slug>/mit-anpacken", methods=["GET", "POST"])
@bp.route(f"/laeden/<slug>/mit-anpacken/{NUMBER}", methods=["GET", "POST"])
@allow(SupportAction.VIEW, load=shop_at)
def offer(shop: Shop) -> Any:
    option = meant(shop, HANDS)
    form = HandsForm()
    if form.validate_on_submit():
        if not form.website.data:
            _send(shop, form, option.title)
        flash("Danke! Ihr Angebot ist beim Laden. Er antwortet Ihnen per E-Mail.")
        return redirect(shop.subject.address, 303)
    page = {"shop": shop, "subject": shop.subject, "option": option, "form": form, "robots": "noindex"}
    return render_template("support/hands.html", **page), 422 if form.is_submitted() else 200


def _send(shop: Shop, form: HandsForm, what: str) -> None:
    """what: the shop's name for the work, empty when it has none."""
    require(PER_NETWORK, address())
    require(PER_SHOP, str(shop.id))
    about = {"shop": shop.subject.title, "name": form.name.data, "email": form.email.data, "text": form.text.data}
    about |= {"what": what}
    with transaction(raises_cache=False) as tx:
        for to in owner_addresses(shop.id):
            tx.mail(to, "support/mail/hands", reply_to=form.email.data or "", **about)
