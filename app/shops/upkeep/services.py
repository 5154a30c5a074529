"""What somebody does who came by the letter: no log-in, and nothing that touches money or the other people."""

from collections.abc import Mapping
from datetime import date

from flask import current_app

from app.core import audit
from app.core.actors import Actor
from app.core.limits import Limit, require
from app.core.merging import Merge
from app.core.transaction import Transaction, transaction
from app.extensions import db
from app.shops.models import Shop
from app.shops.people import owner_addresses
from app.shops.services import writing
from app.shops.services.meanwhile import merged, write_hours
from app.shops.services.pausing import pause
from app.shops.upkeep.models import ShopLetterRefusal

PER_SHOP = Limit("shop-upkeep", 30, 86_400)
"""Changes by link of one shop in a day."""


def confirm(shop: Shop, *, actor: Actor) -> None:
    """Entry and hours are right. Twice is as good as once. Answers 429 when done too often, as all of these."""
    require(PER_SHOP, str(shop.id))
    writing.confirm(shop, actor=actor)


def change(shop: Shop, mine: Mapping[str, str], *, seen: Mapping[str, str], actor: Actor) -> Merge:
    """mine: hours, words, phone, website. seen: marks of what the form showed. With conflicts nothing is written; all
    the shop's people hear of a new telephone number or website."""
    require(PER_SHOP, str(shop.id))
    with transaction(shop) as tx:
        result = merged(shop, mine, seen)
        if result.conflicts:
            return result
        new_contact = {name: result.values[name] for name in ("phone", "website") if name in result.values}
        for name, value in new_contact.items():
            setattr(shop, name, value)
        write_hours(shop, result, by="shop", actor=actor)
        audit.record("shop.changed_by_link", actor_id=actor.id, subject_id=shop.id)
        if new_contact:
            _tell(tx, shop, "contact")
    return result


def close(shop: Shop, *, actor: Actor) -> None:
    """For good; its people hear of it, with the way back."""
    require(PER_SHOP, str(shop.id))
    with transaction(shop) as tx:
        if not shop.is_closed:
            writing.close(shop, actor=actor)
            _tell(tx, shop, "closed")


def rest(shop: Shop, last: date, *, actor: Actor) -> None:
    """Closed for now, to a last day. Raises CannotPause."""
    require(PER_SHOP, str(shop.id))
    pause(shop, last, by="shop", actor=actor)


def reopen(shop: Shop, *, actor: Actor) -> None:
    require(PER_SHOP, str(shop.id))
    if shop.is_closed:
        writing.reopen(shop, actor=actor)


def _tell(tx: Transaction, shop: Shop, what: str) -> None:
    words = {"what": what, "title": shop.subject.title, "phone": shop.phone, "website": shop.website}
    url = current_app.config["SETTINGS"].base_url + shop.subject.address
    for address in owner_addresses(shop.id):
        tx.mail(address, "shops/mail/upkeep_done", url=url, **words)


def takes_letters(user_id: int) -> bool:
    return db.session.get(ShopLetterRefusal, user_id) is None


def choose_letters(user_id: int, wanted: bool) -> None:
    """Whether somebody gets the letter of the quarter. Entries fade all the same."""
    with transaction(raises_cache=False):
        refusal = db.session.get(ShopLetterRefusal, user_id, populate_existing=True)
        if wanted and refusal:
            db.session.delete(refusal)
        elif not wanted and not refusal:
            db.session.add(ShopLetterRefusal(user_id=user_id))
