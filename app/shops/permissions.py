"""Who may do what with shops: its people, the organisation that looks after the shops of its town, staff."""

from typing import Any

from app.core.actors import Actor
from app.core.permissions import (
    Action,
    Rules,
    edits_for_owner,
    is_admin,
    is_moderator,
    is_open,
    is_signed_in,
    speaks_for_owner,
)
from app.shops.kinds import OWNER
from app.shops.stewards.predicates import has_towns, looks_after


class ShopAction(Action):
    REGISTER = "shops:register"  # begin an entry
    VIEW = "shops:view"  # read the page; drafts only for their own people
    EDIT = "shops:edit"  # facts, hours, events, new pictures; publish and close it
    SPEAK = "shops:speak"  # its own words: story, web addresses, mailbox, drafts
    PRUNE = "shops:prune"  # take a picture away
    CHECK = "shops:check"  # say in front of it, for the city, whether it is right
    CONFIRM = "shops:confirm"  # say that it is right as it stands
    HISTORY = "shops:history"  # who changed what, and when
    FIGURES = "shops:figures"  # how often it was seen and clicked: its own people's alone, not the city's


class StewardAction(Action):
    VIEW = "stewards:view"  # know of the organisation
    LIST = "stewards:list"  # see what the shops of its town lack, and check them
    FIGURES = "stewards:figures"  # sums over the shops of its town, never about few
    ANY = "stewards:any"  # the entry of the menu


class StaffAction(Action):
    PROPOSALS = "redaktion:shops"  # see what shops people miss, and ask those
    DECIDE = "redaktion:shop-entries"  # who gets a claimed entry, what is a twin, what was taken away by mistake


def _row(thing: Any) -> Any:
    return getattr(thing, "subject", thing)


def owns_shop(actor: Actor, thing: Any) -> bool:
    """One of the shop's own people."""
    return actor.has(OWNER, thing.id)


def is_unclaimed(actor: Actor, thing: Any) -> bool:
    return not thing.is_claimed


def is_public_entry(actor: Actor, thing: Any) -> bool:
    return _row(thing).state == "published"


def is_no_draft(actor: Actor, thing: Any) -> bool:
    return _row(thing).state in ("published", "withdrawn")


RULES: Rules = {
    ShopAction.REGISTER: [[is_signed_in]],
    ShopAction.VIEW: [
        [is_open],
        [owns_shop],
        [is_no_draft, is_moderator],
        [is_admin],
        [is_no_draft, looks_after],
    ],
    ShopAction.EDIT: [[owns_shop], [is_admin], [is_no_draft, looks_after]],
    ShopAction.HISTORY: [[owns_shop], [is_admin], [is_no_draft, is_moderator], [is_no_draft, looks_after]],
    ShopAction.SPEAK: [[owns_shop], [is_admin]],
    ShopAction.PRUNE: [[owns_shop], [is_admin], [is_no_draft, is_unclaimed, looks_after]],
    ShopAction.FIGURES: [[owns_shop]],
    ShopAction.CHECK: [[is_public_entry, looks_after]],
    ShopAction.CONFIRM: [[owns_shop], [is_no_draft, looks_after]],
    StewardAction.VIEW: [[is_open], [speaks_for_owner], [is_moderator]],
    StewardAction.LIST: [[edits_for_owner]],
    StewardAction.FIGURES: [[speaks_for_owner]],
    StewardAction.ANY: [[has_towns]],
    StaffAction.PROPOSALS: [[is_moderator]],
    StaffAction.DECIDE: [[is_moderator], [is_admin]],
}
