"""What is being written of a talk and not yet said: the fields, as typed, that differ from the tables."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from app.core import clock
from app.core.actors import Actor
from app.core.drafts import Draft
from app.core.merging import mark, with_versions
from app.core.text import sort_key
from app.core.transaction import Stale, transaction
from app.extensions import db
from app.webtalks.models import Webtalk
from app.webtalks.services import scheduling, series
from app.webtalks.services.plans import Plan

UNTITLED = "Noch ohne Titel"
Typed = Mapping[str, Any]


@dataclass(frozen=True)
class Saved:
    """version: of the draft now. conflicts: fields not saved, with what somebody else has written there.

    seen: marks of what the sender knows from now on; where others have written since, still of what he saw before.
    """

    version: int
    conflicts: dict[str, Any] = field(default_factory=dict)
    seen: dict[str, str] = field(default_factory=dict)


def find_draft(talk: Webtalk) -> Draft | None:
    return db.session.get(Draft, talk.id)


def pending(draft: Draft | None) -> dict[str, Any]:
    return {name: value for name, value in (draft.data if draft else {}).items() if not name.startswith("_")}


def begin(owner_id: int, typed: Typed, stored: Callable[[Webtalk], Typed], *, actor: Actor) -> tuple[Webtalk, Saved]:
    """A talk of which only this is known. stored: what the form of an empty one holds."""
    with transaction(raises_cache=False):
        talk = scheduling.create_talk(owner_id, Plan(title="Webtalk"), actor=actor)
        saved = save(talk, typed, stored(talk), actor=actor, seen={})
    return talk, saved


def save(talk: Webtalk, mine: Typed, base: Typed, *, actor: Actor, seen: Mapping[str, str]) -> Saved:
    """Save these fields but those somebody else has changed meanwhile. base: as the tables hold it, typed.

    seen: marks of what the form showed; a field without one counts as seen. What the sender left alone stays as it is.
    """
    with transaction(talk, raises_cache=False):
        draft = db.session.get(Draft, talk.id, populate_existing=True)
        if draft is None:
            draft = Draft(subject_id=talk.id, data={}, version=0)
            db.session.add(draft)
        now = {**base, **pending(draft)}
        values: dict[str, Any] = {}
        conflicts: dict[str, Any] = {}
        known = {**seen}
        for name, value in mine.items():
            current, own, was = mark(now.get(name)), mark(value), seen.get(name, mark(now.get(name)))
            if own == current or was == current:
                known[name] = own
                values |= {} if own == current else {name: value}
            elif own != was:
                conflicts[name] = now.get(name)
        if values:
            _store(talk, draft, values, base, actor)
        return Saved(draft.version, conflicts, known)


def _store(talk: Webtalk, draft: Draft, values: Typed, base: Typed, actor: Actor) -> None:
    draft.version = (draft.version or 0) + 1
    data = with_versions(draft.data or {}, values, draft.version, actor.id)
    draft.data = {name: value for name, value in data.items() if name[0] == "_" or mark(value) != mark(base.get(name))}
    draft.changed_by_id, draft.changed_at = actor.id, clock.now()
    if talk.subject.state == "draft":
        talk.subject.title = str(values.get("title", talk.subject.title)).strip()[:200] or UNTITLED
        talk.subject.sort_key = sort_key(talk.subject.title)


def take_over(
    talk: Webtalk, plan: Plan, *, actor: Actor, version: int, for_all: bool = False, owner_id: int | None = None
) -> None:
    """The draft becomes what everybody reads. version: of the draft as seen. Raises NotReady, Stale."""
    with transaction(talk):
        check_version(talk, version)
        if owner_id is not None and talk.subject.slug is None:
            talk.subject.owner_id = owner_id
        if for_all:
            series.change_coming(talk, plan, actor=actor)
        else:
            scheduling.change(talk, plan, actor=actor)
        clear(talk)


def clear(talk: Webtalk) -> None:
    """Nothing is being written any more; who wrote which field last stays."""
    with transaction(talk, raises_cache=False):
        draft = db.session.get(Draft, talk.id, populate_existing=True)
        if draft is not None:
            draft.version += 1
            draft.data = {name: value for name, value in draft.data.items() if name.startswith("_")}


def check_version(talk: Webtalk, version: int) -> None:
    draft = db.session.get(Draft, talk.id, populate_existing=True)
    if draft is not None and draft.version != version:
        raise Stale(draft.version)
