"""The entry goes, a tombstone stays: no import brings it back. Staff may, when it was a mistake."""

from datetime import timedelta

from flask import current_app
from sqlalchemy import delete, select

from app.accounts.models import User
from app.core import audit, clock, tokens
from app.core.actors import Actor
from app.core.addresses import fold_address
from app.core.limits import Limit, require
from app.core.text import fold
from app.core.tokens import OneTimeToken, Spent
from app.core.transaction import Transaction, touch, transaction
from app.extensions import db
from app.shops.entering.models import ShopTombstone
from app.shops.events import ShopChanged, ShopRemoved
from app.shops.kinds import SHOP
from app.shops.models import Shop, ShopSource

PURPOSE = "shop_removal"
LASTS = timedelta(days=2)
PER_WRITER = Limit("shop-removal.writer", 5, 86_400)
PER_NETWORK = Limit("shop-removal.network", 20, 86_400)
REASONS = {
    "own": "Es ist mein Laden, und ich möchte hier nicht stehen.",
    "gone": "Diesen Laden gibt es nicht mehr.",
    "wrong": "Der Eintrag ist falsch oder doppelt.",
}


def can_be_removed(shop: Shop) -> bool:
    return shop.subject.is_open and not shop.is_claimed


def ask(shop: Shop, *, email: str, reason: str, network: str) -> None:
    """Send the link that takes the entry away. Answers 429 when asked too often."""
    require(PER_NETWORK, network)
    require(PER_WRITER, fold_address(email))
    with transaction(raises_cache=False) as tx:
        _row, link, _code = tokens.issue(PURPOSE, lasts=LASTS, payload={"shop_id": shop.id, "reason": reason})
        url = f"{current_app.config['SETTINGS'].base_url}/laeden/entfernen/{link}"
        tx.mail(email, "shops/mail/removal_confirm", title=shop.subject.title, address=shop.address, link=url)


def shop_of(token: OneTimeToken) -> Shop | None:
    """The entry behind a link, as long as it may still be taken away."""
    shop = db.session.get(Shop, token.payload.get("shop_id", 0))
    return shop if shop is not None and can_be_removed(shop) else None


def confirm(token: OneTimeToken) -> None:
    """Raises Spent."""
    shop = shop_of(token)
    if shop is None:
        raise Spent
    with transaction(shop) as tx:
        if not tokens.use(token) or not can_be_removed(shop):
            raise Spent
        _take_away(tx, shop, str(token.payload.get("reason", "")), None)


def take_away(shop: Shop, reason: str, *, actor: Actor) -> None:
    """By somebody with an account. Raises Spent."""
    email = db.session.scalar(select(User.email).where(User.id == actor.id)) or ""
    require(PER_WRITER, fold_address(email))
    with transaction(shop) as tx:
        if not can_be_removed(shop):
            raise Spent
        _take_away(tx, shop, reason, actor.id)


def _take_away(tx: Transaction, shop: Shop, reason: str, actor_id: int | None) -> None:
    values = {"shop_id": shop.id, "name_key": fold(shop.subject.title)[:200], "lat": shop.lat, "lon": shop.lon}
    rows = select(ShopSource.source, ShopSource.external_id).where(ShopSource.shop_id == shop.id)
    names = [(row.source, row.external_id) for row in db.session.execute(rows)] or [("", "")]
    db.session.add_all(ShopTombstone(source=source, external_id=number, **values) for source, number in names)
    shop.subject.state, shop.subject.withdrawn_at = "withdrawn", clock.now()
    touch(shop.subject)
    audit.record("shop.removed", actor_id=actor_id, subject_id=shop.id, reason=REASONS.get(reason, ""))
    tx.publish(ShopRemoved(SHOP, shop.id, actor_id))


def bring_back(shop: Shop, *, actor: Actor) -> None:
    """It was a mistake: the entry is there again, and imports follow it."""
    with transaction(shop) as tx:
        stones = delete(ShopTombstone).where(ShopTombstone.shop_id == shop.id)
        db.session.execute(stones)
        if shop.subject.state != "withdrawn":
            return
        shop.subject.state, shop.subject.withdrawn_at = "published", None
        touch(shop.subject)
        audit.record("shop.brought_back", actor_id=actor.id, subject_id=shop.id)
        tx.publish(ShopChanged(SHOP, shop.id, actor.id))
