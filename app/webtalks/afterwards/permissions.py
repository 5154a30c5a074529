"""A recap is read by whoever may read its talk; who writes it is said with the talk (webtalks:close)."""

from typing import Any

from app.core.actors import Actor
from app.core.permissions import (
    Action,
    Rules,
    is_admin,
    is_for_members,
    is_moderator,
    is_open,
    is_signed_in,
    speaks_for_owner,
)
from app.webtalks.afterwards.queries import talk_id_of
from app.webtalks.kinds import HOST
from app.webtalks.permissions import is_no_draft


class RecapAction(Action):
    VIEW = "recaps:view"  # read the page; drafts only for their own people


def leads_its_talk(actor: Actor, thing: Any) -> bool:
    """thing: a recap, or its subject row (of a file)."""
    return not actor.is_guest and actor.has(HOST, talk_id_of(thing))


RULES: Rules = {
    RecapAction.VIEW: [
        [is_open],
        [is_for_members, is_signed_in],
        [speaks_for_owner],
        [leads_its_talk],
        [is_moderator, is_no_draft],
        [is_admin],
    ],
}
