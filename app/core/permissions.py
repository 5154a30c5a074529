"""Permissions as tables: an action, and the ways in. Any one way is enough; all predicates of a way must hold."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import Any

from flask import current_app
from flask_login import current_user

from app.core.actors import GUEST, Actor

Predicate = Callable[[Actor, Any], bool]
Rules = Mapping[Any, Sequence[Sequence[Predicate]]]  # Action → ways in; a Mapping is invariant in its key


class Action(StrEnum):
    """Base of each feature's actions; values are "<things>:<verb>", and "<things>:view" decides 404 or 403."""


def who() -> Actor:
    """The person behind the present request (a guest outside of one)."""
    return current_user._get_current_object() or GUEST  # type: ignore[attr-defined]


def allows(actor: Actor, action: str, subject: Any = None) -> bool:
    """True when one of the action's ways is open to the actor for the subject."""
    ways = current_app.extensions["ortskern"].rules[action]
    return any(all(holds(actor, subject) for holds in way) for way in ways)


def may(action: str, subject: Any = None) -> bool:
    """The same question about the present person, for templates and views."""
    return allows(who(), action, subject)


def view_action(action: str) -> str | None:
    """The action that decides whether the subject may be seen at all, if the feature has one."""
    name = f"{action.split(':')[0]}:view"
    return name if name in current_app.extensions["ortskern"].rules else None


# Predicates that need no word of the product. `subject` has `.subject` or is itself a subject row.


def _row(thing: Any) -> Any:
    return getattr(thing, "subject", thing)


def anyone(actor: Actor, thing: Any) -> bool:
    return True


def is_signed_in(actor: Actor, thing: Any) -> bool:
    return not actor.is_guest


def is_admin(actor: Actor, thing: Any) -> bool:
    return actor.has("admin")


def is_moderator(actor: Actor, thing: Any) -> bool:
    return actor.is_staff


def is_open(actor: Actor, thing: Any) -> bool:
    """Published, public and not hidden."""
    return _row(thing).is_open


def is_for_members(actor: Actor, thing: Any) -> bool:
    row = _row(thing)
    return row.state == "published" and row.visibility == "members" and row.hidden_at is None


def is_author(actor: Actor, thing: Any) -> bool:
    return actor.id is not None and _row(thing).author_id == actor.id


def speaks_for_owner(actor: Actor, thing: Any) -> bool:
    """Holds any role in the organisation that owns the subject."""
    return _row(thing).owner_id in actor.organisation_ids()


def edits_for_owner(actor: Actor, thing: Any) -> bool:
    """May write and publish in the name of the owning organisation."""
    return _row(thing).owner_id in actor.organisation_ids("org_admin", "org_editor")


def leads_owner(actor: Actor, thing: Any) -> bool:
    return _row(thing).owner_id in actor.organisation_ids("org_admin")
