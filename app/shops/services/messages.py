"""A message to a shop: it goes to the shop's mailbox, the answer comes by ordinary mail. No address is ever shown."""

from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any

from flask import current_app
from sqlalchemy import select

from app.accounts.models import User
from app.core import tokens
from app.core.addresses import fold_address
from app.core.limits import Limit, require, within
from app.core.tokens import OneTimeToken, Spent
from app.core.transaction import Transaction, transaction
from app.extensions import db
from app.shops.models import Shop
from app.shops.queries import contact_address

PURPOSE = "shop_message"
LASTS = timedelta(days=2)
PER_WRITER = Limit("shop-message.writer", 8, 86_400)
PER_NETWORK = Limit("shop-message.network", 30, 86_400)
PER_SHOP = Limit("shop-message.shop", 30, 86_400)


@dataclass(frozen=True)
class Message:
    """email: normal form of the writer's address."""

    name: str
    email: str
    text: str


def email_of(user_id: int) -> str:
    return db.session.scalar(select(User.email).where(User.id == user_id)) or ""


def send_as_member(shop: Shop, message: Message, *, network: str) -> None:
    """Answers 429 when written too often. Raises Spent."""
    require(PER_NETWORK, network)
    require(PER_WRITER, fold_address(message.email))
    require(PER_SHOP, str(shop.id))
    with transaction(raises_cache=False) as tx:
        _send(tx, shop, message)


def ask_visitor(shop: Shop, message: Message, *, network: str) -> int:
    """Send code and link to the visitor first. Returns the token's id."""
    require(PER_NETWORK, network)
    require(PER_WRITER, fold_address(message.email))
    with transaction(raises_cache=False) as tx:
        row, link, code = tokens.issue(PURPOSE, lasts=LASTS, payload={"shop_id": shop.id, **asdict(message)})
        words = {"name": message.name, "title": shop.subject.title, "code": code}
        tx.mail(
            message.email, "shops/mail/message_confirm", link=f"{_base()}/laeden/nachricht/bestaetigen/{link}", **words
        )
        return row.id


def confirm(token: OneTimeToken) -> str:
    """The address is right: send the message. Returns the path of the shop. Raises Spent."""
    values = dict(token.payload)
    shop = db.session.get(Shop, values.pop("shop_id", 0))
    if shop is None or not shop.subject.is_open or not within(PER_SHOP, str(shop.id)):
        raise Spent
    with transaction(raises_cache=False) as tx:
        if not tokens.use(token):
            raise Spent
        _send(tx, shop, Message(**values))
        token.payload = {}
        path, number = shop.subject.address, shop.id
    require(PER_SHOP, str(number))
    return path


def _send(tx: Transaction, shop: Shop, message: Message) -> None:
    mailbox = contact_address(shop)
    if not mailbox:
        raise Spent
    words: dict[str, Any] = {"message": message, "title": shop.subject.title, "url": _base() + shop.subject.address}
    tx.mail(mailbox, "shops/mail/message", reply_to=message.email, **words)
    tx.mail(message.email, "shops/mail/message_copy", **words)


def _base() -> str:
    return current_app.config["SETTINGS"].base_url
