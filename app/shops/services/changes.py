"""What every change of a shop ends with: a new card, a new version, word to search and map."""

from app.core import clock
from app.core.actors import Actor
from app.core.transaction import Transaction, touch
from app.shops.cards import card_for
from app.shops.events import ShopChanged
from app.shops.history.keeping import revise
from app.shops.kinds import SHOP
from app.shops.models import Shop


def confirmed(shop: Shop, by: str) -> None:
    """Somebody says that the entry is right, inside the transaction. by: "shop" or "city"."""
    shop.confirmed_at, shop.confirmed_by = clock.now(), by
    if by == "city":
        shop.checked_by_city_at = shop.confirmed_at


def written(shop: Shop, tx: Transaction, actor: Actor | None) -> None:
    """Call it inside the transaction, after the change."""
    shop.subject.card = {**shop.subject.card, **card_for(shop)}
    touch(shop.subject)
    if shop.subject.state != "draft":
        revise(shop, actor.id if actor else None)
    if shop.subject.state == "published":
        tx.publish(ShopChanged(SHOP, shop.id, actor.id if actor else None))
