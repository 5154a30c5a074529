"""From draft to page: check everything, copy it into the tables, and say so, in one transaction."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import bindparam, select

from app.core import clock
from app.core.actors import Actor
from app.core.drafts import Draft, Revision
from app.core.events import SubjectChanged, SubjectPublished, SubjectRemoved
from app.core.merging import text_of
from app.core.rows import first_row
from app.core.subjects import Subject, give_slug
from app.core.text import sort_key
from app.core.transaction import Stale, Transaction, touch, transaction
from app.extensions import db
from app.practices.completions.services import settle
from app.practices.kinds import CASE
from app.practices.releases.ending import end_open_requests
from app.practices.writing.case_rows import write_case
from app.practices.writing.case_text import read_case
from app.practices.writing.handing_in import answer_published
from app.practices.writing.measure_rows import write_measure
from app.practices.writing.measure_text import read_measure
from app.practices.writing.notes import Note


class NotReady(Exception):
    """The text lacks something. notes: what, and at which field."""

    def __init__(self, notes: list[Note]) -> None:
        super().__init__("; ".join(f"{note.field}: {note.sentence}" for note in notes))
        self.notes = notes


def read_text(data: Mapping[str, Any], subject: Subject) -> tuple[Any, list[Note]]:
    """The finished text of a case or measure, and what it lacks."""
    return read_case(data, subject) if subject.kind == CASE else read_measure(data, subject)


def publish(
    subject: Subject, data: Mapping[str, Any], *, actor: Actor | None, note: str = "", version: int | None = None
) -> None:
    """Let the public read this text from now on. The first time it also gets its address.

    data: the whole draft. actor: None when somebody without account released it. version: of the draft as seen.
    Raises NotReady when something is missing, Stale when the draft has changed since.
    """
    text, notes = read_text(data, subject)
    if notes:
        raise NotReady(notes)
    with transaction(subject) as tx:
        draft = _present_draft(subject, version)
        with db.session.no_autoflush:  # all columns of a row in one statement, at the end
            _head(subject, text)
            (write_case if subject.kind == CASE else write_measure)(subject, text)
            settle(tx, subject, actor)
            end_open_requests(subject.id)
            _note_revision(subject, draft, text_of(data), actor, note)
            answer_published(tx, subject, draft, actor)
            _tell(tx, subject, actor)


def _present_draft(subject: Subject, version: int | None) -> Draft | None:
    draft = db.session.get(Draft, subject.id, populate_existing=True)
    if version is not None and draft is not None and draft.version != version:
        raise Stale(draft.version)
    return draft


def _head(subject: Subject, text: Any) -> None:
    subject.title, subject.summary = text.title, text.summary
    subject.sort_key = sort_key(text.title)
    if subject.slug is None:
        give_slug(subject)


def _note_revision(subject: Subject, draft: Draft | None, data: dict[str, Any], actor: Actor | None, note: str) -> None:
    """The whole text of this publication; the draft counts as unchanged from this moment on."""
    before, now = first_row(_LAST, {"id": subject.id}), clock.now()
    revision = Revision(
        subject_id=subject.id,
        number=before.number + 1 if before else 1,
        data=data,
        author_id=actor.id if actor else None,
        note=note[:300],
        created_at=now,
    )
    db.session.add(revision)
    if draft is not None and text_of(draft.data) == data:
        draft.changed_at = now


_LAST = select(Revision.number).where(Revision.subject_id == bindparam("id")).order_by(Revision.number.desc()).limit(1)


def _tell(tx: Transaction, subject: Subject, actor: Actor | None) -> None:
    was_open = subject.state == "published"
    subject.state, subject.withdrawn_at = "published", None
    subject.published_at = subject.published_at or clock.now()
    touch(subject)
    event = SubjectChanged if was_open else SubjectPublished
    tx.publish(event(subject.kind, subject.id, actor.id if actor else None))


def withdraw(subject: Subject, *, actor: Actor) -> None:
    """Take it from the public; its own people keep it and may publish it again."""
    with transaction(subject) as tx:
        if subject.state != "published":
            return
        subject.state, subject.withdrawn_at = "withdrawn", clock.now()
        end_open_requests(subject.id)
        touch(subject)
        tx.publish(SubjectRemoved(subject.kind, subject.id, actor.id))


def publish_again(subject: Subject, *, actor: Actor) -> None:
    """Let the public read the last published text again, as it was."""
    with transaction(subject) as tx:
        if subject.state == "withdrawn":
            _tell(tx, subject, actor)
