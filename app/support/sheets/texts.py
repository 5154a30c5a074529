"""What stands on a voucher: plain values for voucher.typ and card.typ.

The QR code holds the code alone: what a till reads is what one would type.
"""

from typing import Any

from flask import current_app

from app.core.formats import german_date
from app.core.text import excerpt
from app.core.typesetting import qr_code
from app.extensions import db
from app.shops.models import Shop
from app.support.kinds import TAXES
from app.support.models import SupportOrder, Voucher
from app.support.paying.codes import grouped
from app.support.words import money


def voucher_data(order: SupportOrder, voucher: Voucher) -> dict[str, Any]:
    """Strings only. amount: as issued; rest: what is left when some of it was redeemed."""
    shop = db.session.get(Shop, order.shop_id) if order.shop_id else None
    return {
        "shop": _cut(order.shop_name, 90),
        "address": _cut(shop.address, 120) if shop else "",
        "title": _cut(order.title, 60),
        "amount": money(voucher.amount_cents),
        "rest": money(voucher.balance_cents) if voucher.balance_cents != voucher.amount_cents else "",
        "today": german_date(voucher.issued_at),
        "until": german_date(voucher.valid_until),
        "code": grouped(voucher.code),
        "qr": qr_code(voucher.code),
        "tax": TAXES.get(voucher.tax, ""),
        "is_demo": "1" if order.is_demo else "",
        "site": current_app.config["SETTINGS"].site_name,
    }


def _cut(text: str, longest: int) -> str:
    text = excerpt(text, longest)
    return text if len(text) <= longest + 2 else f"{text[:longest]} …"
