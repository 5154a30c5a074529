"""A member's own vouchers and gifts; members who order while signed in find them here again."""

from flask import Blueprint, render_template

from app.core.guards import signed_in
from app.core.permissions import who
from app.support import links
from app.support.queries.orders import orders_of_person
from app.support.states import sentence_of

bp = Blueprint("support_account", __name__)


@bp.get("/konto/gutscheine")
@signed_in
def own() -> str:
    found = [
        (row, voucher, sentence_of(row, voucher)[1], links.path_of(row.public_id))
        for row, voucher in orders_of_person(who())
    ]
    return render_template("support/own.html", orders=found)
