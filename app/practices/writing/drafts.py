"""Beginning, saving and throwing away drafts. A draft saves whatever was typed; only publishing is strict."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from app.core import clock
from app.core.actors import Actor
from app.core.drafts import Draft, Revision
from app.core.merging import merge, text_of, with_versions
from app.core.rows import add_rows
from app.core.subjects import Subject
from app.core.text import sort_key
from app.core.transaction import transaction
from app.extensions import db
from app.practices.kinds import CASE
from app.practices.models import CaseStudy, Practice

UNTITLED = "Noch ohne Titel"
LONGEST_TITLE = 200


@dataclass(frozen=True)
class Saved:
    """version: of the draft now. conflicts: fields that were not saved, with what somebody else saved there.

    seen: marks of what the sender knows from now on.
    """

    version: int
    conflicts: dict[str, Any] = field(default_factory=dict)
    seen: dict[str, str] = field(default_factory=dict)


def start_draft(
    kind: str, *, owner_id: int | None, actor: Actor, data: Mapping[str, Any], place_id: int | None = None
) -> Subject:
    """A new measure or case in the name of an organisation, seen by its own people alone."""
    with transaction(raises_cache=False):
        subject = Subject(
            kind=kind, title=_title(data), owner_id=owner_id, author_id=actor.id, place_id=place_id, state="draft"
        )
        db.session.add(CaseStudy(subject=subject) if kind == CASE else Practice(subject=subject))
        db.session.flush()
        add_rows(Draft, [{"subject_id": subject.id, "data": dict(data), "changed_by_id": actor.id}])
    return subject


def save_draft(
    subject: Subject,
    mine: Mapping[str, Any],
    *,
    actor: Actor | None,
    seen_version: int,
    seen: Mapping[str, str] | None = None,
    base: Mapping[str, Any] | None = None,
) -> Saved:
    """Save these fields. Fields that somebody else has changed since seen_version are not touched but returned.

    base: what the draft of a published thing begins with, when there is none yet.
    """
    with transaction(subject, raises_cache=False):
        draft = db.session.get(Draft, subject.id, populate_existing=True)
        if draft is None:
            draft = Draft(subject_id=subject.id, data=dict(base or {}), version=0)
            db.session.add(draft)
        merged = merge(draft.data, mine, seen_version=seen_version, seen=seen or {})
        if merged.values or draft.version == 0:
            _store(draft, subject, merged.values, actor)
        return Saved(draft.version, merged.conflicts, merged.seen)


def replace_draft(subject: Subject, data: Mapping[str, Any], *, actor: Actor) -> None:
    """Let the draft be this whole text, e.g. an old version; who has it open is told of every change."""
    with transaction(subject, raises_cache=False):
        draft = db.session.get(Draft, subject.id, populate_existing=True) or Draft(subject_id=subject.id, version=0)
        db.session.add(draft)
        names = {*text_of(draft.data or {}), *data}
        _store(draft, subject, {name: data.get(name, "") for name in names}, actor)


def _store(draft: Draft, subject: Subject, values: Mapping[str, Any], actor: Actor | None) -> None:
    draft.version = (draft.version or 0) + 1
    draft.data = with_versions(draft.data or {}, values, draft.version, actor.id if actor else None)
    draft.changed_by_id, draft.changed_at = (actor.id if actor else None), clock.now()
    if subject.state in ("draft", "review"):
        subject.title, subject.changed_at = _title(draft.data), draft.changed_at
        subject.sort_key = sort_key(subject.title)


def _title(data: Mapping[str, Any]) -> str:
    return str(data.get("title") or "").strip()[:LONGEST_TITLE] or UNTITLED


def find_draft(subject_id: int) -> Draft | None:
    return db.session.get(Draft, subject_id)


def latest_revision(subject_id: int) -> Revision | None:
    query = select(Revision).where(Revision.subject_id == subject_id).order_by(Revision.number.desc())
    return db.session.scalar(query.limit(1))


def discard_changes(subject: Subject, published: Mapping[str, Any], *, actor: Actor) -> None:
    """Forget what was changed since the last publication. published: the text the public reads."""
    revision = latest_revision(subject.id)
    with transaction(subject, raises_cache=False):
        replace_draft(subject, published, actor=actor)
        since = revision.created_at if revision else subject.published_at
        draft = db.session.get_one(Draft, subject.id)
        draft.changed_at, draft.handed_in_by_id, draft.handed_in_at = since or clock.now(), None, None
