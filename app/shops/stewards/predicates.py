"""Who looks after a shop in the name of its town."""

from typing import Any

from app.core.actors import Actor
from app.organisations.queries import may_speak_for_town
from app.shops.stewards.towns import organisations_with_town


def looks_after(actor: Actor, thing: Any) -> bool:
    """Writes for the verified organisation of the shop's municipality, or for one that acts for it.

    thing: a shop, or its subject row.
    """
    return may_speak_for_town(actor, getattr(thing, "subject", thing).place_id)


def has_towns(actor: Actor, thing: Any) -> bool:
    """Looks after the shops of any town."""
    return bool(organisations_with_town(actor))
