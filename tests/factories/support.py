from typing import Any

from app.core.actors import Actor
from app.shops.models import Shop
from app.support.kinds import DIRECT, GIFT, VOUCHER
from app.support.models import SupportOption, SupportOrder
from app.support.paying.iban import account_of
from app.support.queries.options import options_of
from app.support.services.accounts import set_account
from app.support.services.options import OptionText, save_option
from app.support.services.orders import Wish, place

IBAN = "DE89370400440532013000"
OTHER_IBAN = "DE02120300000000202051"
NOBODY = Actor()


def with_help(shop: Shop, *kinds: str, **option: Any) -> Shop:
    """The shop has a bank account and offers these kinds of help (gift and voucher when none is named)."""
    set_account(shop, "Lotte Müßig", account_of(IBAN), actor=NOBODY)
    for kind in kinds or (DIRECT, VOUCHER):
        known = first_option(shop.id, kind)
        save_option(shop, kind, OptionText(sentence="Jeder Euro hilft.", **option), actor=NOBODY, option=known)
    return shop


def first_option(shop_id: int, kind: str) -> SupportOption | None:
    return next((one for one in options_of(shop_id) if one.kind == kind), None)


def ordered(shop: Shop, cents: int = 25_00, *, kind: str = VOUCHER, actor: Actor = NOBODY, **wish: Any) -> SupportOrder:
    """Somebody means to pay; kind: "voucher" or "gift"."""
    email = wish.pop("email", "gerda@example.org" if kind != GIFT else "")
    return place(shop, kind, Wish(cents, email=email, **wish), actor=actor, network="test")
