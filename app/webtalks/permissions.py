"""Who may do what with webtalks: those who write for the organisation, and the hosts of the single talk."""

from typing import Any

from app.core.actors import Actor
from app.core.permissions import (
    Action,
    Rules,
    edits_for_owner,
    is_admin,
    is_author,
    is_for_members,
    is_moderator,
    is_open,
    is_signed_in,
    speaks_for_owner,
)
from app.webtalks.kinds import HOST


class WebtalkAction(Action):
    WRITE = "webtalks:write"  # begin a draft
    VIEW = "webtalks:view"  # read the page; drafts only for their own people
    REGISTER = "webtalks:register"  # come; who is admitted is said as a sentence
    EDIT = "webtalks:edit"  # words, speakers, settings
    SCHEDULE = "webtalks:schedule"  # move or cancel it
    PUBLISH = "webtalks:publish"  # announce it; name hosts
    ATTENDEES = "webtalks:attendees"  # see who comes
    LEAD = "webtalks:lead"  # choose which question is on
    MODERATE = "webtalks:moderate"  # take questions away that break the rules
    CLOSE = "webtalks:close"  # write what stays of it


class WishAction(Action):
    VOTE = "webtalk_wishes:vote"  # give or take back a vote
    REMOVE = "webtalk_wishes:remove"  # take a wish from the list


def _row(thing: Any) -> Any:
    return getattr(thing, "subject", thing)


def is_host(actor: Actor, thing: Any) -> bool:
    return actor.has(HOST, thing.id)


def is_own_author(actor: Actor, thing: Any) -> bool:
    """Began it, and still speaks for the organisation it belongs to."""
    return is_author(actor, _row(thing)) and speaks_for_owner(actor, thing)


def is_own_wish(actor: Actor, wish: Any) -> bool:
    return actor.id is not None and wish.author_id == actor.id


def is_public_now(actor: Actor, thing: Any) -> bool:
    return _row(thing).state == "published"


def is_not_yet_public(actor: Actor, thing: Any) -> bool:
    return _row(thing).state in ("draft", "review")


def is_no_draft(actor: Actor, thing: Any) -> bool:
    return _row(thing).state in ("published", "withdrawn")


RULES: Rules = {
    WebtalkAction.WRITE: [[is_signed_in]],
    WebtalkAction.VIEW: [
        [is_open],
        [is_for_members, is_signed_in],
        [speaks_for_owner],
        [is_host],
        [is_moderator, is_no_draft],
        [is_admin],
    ],
    WebtalkAction.REGISTER: [
        [is_open],
        [is_for_members, is_signed_in],
        [speaks_for_owner, is_public_now],
        [is_host, is_public_now],
    ],
    WebtalkAction.EDIT: [[edits_for_owner], [is_host], [is_own_author, is_not_yet_public], [is_admin]],
    WebtalkAction.SCHEDULE: [[edits_for_owner, is_public_now], [is_host, is_public_now]],
    WebtalkAction.PUBLISH: [[edits_for_owner]],
    WebtalkAction.ATTENDEES: [[is_host]],
    WebtalkAction.LEAD: [[is_host, is_public_now]],
    WebtalkAction.MODERATE: [[is_moderator, is_no_draft]],
    WebtalkAction.CLOSE: [[edits_for_owner, is_public_now], [is_host, is_public_now]],
    WishAction.VOTE: [[is_signed_in]],
    WishAction.REMOVE: [[is_own_wish], [is_moderator]],
}
