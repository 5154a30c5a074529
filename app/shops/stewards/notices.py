"""The people of a shop hear what their city has changed in its entry."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import current_app

from app.core import audit
from app.core.actors import Actor
from app.core.transaction import Transaction
from app.shops.kinds import OWNER
from app.shops.models import Shop
from app.shops.people import owner_addresses
from app.shops.stewards.predicates import looks_after
from app.shops.stewards.towns import speaking_organisation


@dataclass(frozen=True)
class Change:
    """One line of the mail; an empty text: nothing stood there, or nothing stands there now."""

    label: str
    before: str
    after: str


def tell_people(tx: Transaction, shop: Shop, actor: Actor | None, changes: Sequence[Change]) -> None:
    """Inside the transaction. Only for what a city does: a line in the log; of a claimed shop also a mail."""
    changes = [one for one in changes if one.before != one.after]
    if actor is None or actor.has(OWNER, shop.id) or not changes or not looks_after(actor, shop):
        return
    audit.record("shop.changed_by_city", actor_id=actor.id, subject_id=shop.id, what=[one.label for one in changes])
    if not shop.is_claimed:
        return
    city = speaking_organisation(actor, shop.subject.place_id)
    words: dict[str, Any] = {
        "title": shop.subject.title,
        "city": city,
        "changes": changes,
        "url": _base() + shop.subject.address,
    }
    for address in owner_addresses(shop.id):
        tx.mail(address, "shops/mail/changed_by_city", **words)


def _base() -> str:
    return current_app.config["SETTINGS"].base_url
