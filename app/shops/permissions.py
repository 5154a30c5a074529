"""Who may do what with shops: its people, the organisation that looks after the shops of its town, staff."""

from typing import Any

from app.core.actors import Actor
from app.core.permissions import Action, Rules, is_admin, is_moderator, is_open, is_signed_in
from app.shops.kinds import OWNER
from app.shops.stewards.predicates import looks_after


class ShopAction(Action):
    REGISTER = "shops:register"  # begin an entry
    VIEW = "shops:view"  # read the page; drafts only for their own people
    EDIT = "shops:edit"  # words, pictures, hours, events; publish and close it
    CONFIRM = "shops:confirm"  # say that it is right as it stands


class StaffAction(Action):
    PROPOSALS = "redaktion:shops"  # see what shops people miss, and ask those
    DECIDE = "redaktion:shop-entries"  # who gets a claimed entry, what is a twin, what was taken away by mistake


def _row(thing: Any) -> Any:
    return getattr(thing, "subject", thing)


def owns_shop(actor: Actor, thing: Any) -> bool:
    """One of the shop's own people."""
    return actor.has(OWNER, thing.id)


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
    ShopAction.CONFIRM: [[owns_shop], [is_no_draft, looks_after]],
    StaffAction.PROPOSALS: [[is_moderator]],
    StaffAction.DECIDE: [[is_moderator], [is_admin]],
}
