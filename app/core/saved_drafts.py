"""Keeping what is typed beside what is published, for things that share their id with their subject."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import delete

from app.core import clock
from app.core.actors import Actor
from app.core.drafts import Draft
from app.core.transaction import Stale, transaction
from app.extensions import db


def find_draft(subject_id: int) -> Draft | None:
    return db.session.get(Draft, subject_id)


def save_draft(thing: Any, typed: Mapping[str, Any], *, seen: int, actor: Actor) -> int:
    """Keep what is typed and not published. Returns the draft's version; raises Stale when seen is older."""
    with transaction(thing, raises_cache=False):
        draft = db.session.get(Draft, thing.id, populate_existing=True)
        if (draft.version if draft else 0) != seen:
            raise Stale(draft.version if draft else 0)
        if draft is None:
            draft = Draft(subject_id=thing.id, data={}, version=0)
            db.session.add(draft)
        draft.data, draft.version = dict(typed), draft.version + 1
        draft.changed_by_id, draft.changed_at = actor.id, clock.now()
        return draft.version


def drop_draft(thing: Any) -> None:
    """Forget what was typed and not published."""
    with transaction(raises_cache=False):
        db.session.execute(delete(Draft).where(Draft.subject_id == thing.id))
