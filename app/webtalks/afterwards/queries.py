"""Reads of recaps: one, its slides and answers, the shelves on other pages, and the talks that still wait for one."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import ColumnElement, Row, or_, select
from sqlalchemy.orm import aliased, joinedload

from app.core import clock
from app.core.actors import Actor
from app.core.formats import file_size
from app.core.storage import StoredFile
from app.core.subjects import Subject, open_only
from app.extensions import db
from app.media.models import Attachment, FileReading
from app.media.queries import ServedFile, file_url
from app.organisations.cards import Card, card_columns, card_of
from app.webtalks.afterwards.models import RECAP, Recap, RecapAnswer, Recording
from app.webtalks.kinds import HOST
from app.webtalks.live.models import Question
from app.webtalks.models import Webtalk

UNANSWERED = ("now", "listed", "open")
MOST_QUESTIONS = 60
SHOWN = (Question.state != "hidden", Question.removed_at.is_(None))
"""Questions that neither the host nor moderation has taken away."""

ASKED_FOR = timedelta(days=60)
"""So long "Meine Webtalks" asks for a recap."""


def recap_of(talk_id: int) -> Recap | None:
    """With its subject row, in whatever state."""
    query = select(Recap).options(joinedload(Recap.subject)).where(Recap.webtalk_id == talk_id)
    return db.session.scalar(query.execution_options(populate_existing=True))


def find_recap(slug: str) -> Recap | None:
    """By the address of its talk."""
    its_talk = aliased(Subject)
    query = select(Recap).options(joinedload(Recap.subject), joinedload(Recap.talk).joinedload(Webtalk.subject))
    return db.session.scalar(query.join(its_talk, its_talk.id == Recap.webtalk_id).where(its_talk.slug == slug))


def talk_id_of(thing: Any) -> int | None:
    """Of a recap, or of the subject row of one."""
    if isinstance(thing, Recap):
        return thing.webtalk_id
    return db.session.scalar(select(Recap.webtalk_id).where(Recap.id == thing.id))


@dataclass(frozen=True)
class Slides:
    """One document. description: what it shows, for those who cannot read it. reading: state of reading its text."""

    id: int
    title: str
    description: str
    url: str
    media_type: str
    size: int
    reading: str

    @property
    def size_text(self) -> str:
        return file_size(self.size)


def slides_of(recap_id: int) -> list[Slides]:
    query = (
        select(Attachment, StoredFile.name, StoredFile.media_type, StoredFile.size, FileReading.state)
        .join(StoredFile, StoredFile.id == Attachment.file_id)
        .outerjoin(FileReading, FileReading.file_id == Attachment.file_id)
        .where(Attachment.subject_id == recap_id, Attachment.role == "evidence")
        .order_by(Attachment.position, Attachment.id)
    )
    return [
        Slides(one.id, one.title, one.alt_text, file_url(one.id, name), media_type, size, state or "waiting")
        for one, name, media_type, size, state in db.session.execute(query)
    ]


@dataclass(frozen=True)
class Video:
    """file_url: of a file of ours; else url. captions_url: WebVTT of ours, or nothing."""

    url: str
    host: str
    file_url: str
    media_type: str
    captions_url: str
    has_captions: bool
    transcript: str
    added_at: datetime
    is_stopped: bool


def video_of(recap: Recap, address: str) -> Video | None:
    """address: of the recap's page."""
    query = select(Recording, StoredFile.media_type, StoredFile.name)
    found = query.outerjoin(StoredFile, StoredFile.id == Recording.file_id).where(Recording.recap_id == recap.id)
    row = db.session.execute(found).first()
    if row is None:
        return None
    one, base = row.Recording, f"{address}/aufzeichnung"
    return Video(
        url=one.url,
        host=urlsplit(one.url).hostname or "",
        file_url=f"{base}/{one.file_id}/{row.name}" if one.file_id else "",
        media_type=row.media_type or "",
        captions_url=f"{base}/{one.captions_file_id}/untertitel.vtt" if one.captions_file_id else "",
        has_captions=one.has_captions,
        transcript=one.transcript,
        added_at=one.confirmed_at,
        is_stopped=one.stopped_at is not None,
    )


def recording_file(recap: Recap, file_id: int, name: str) -> ServedFile | None:
    """The recording or its captions; the address changes with the file, so that it may be kept."""
    row = db.session.get(Recording, recap.id)
    file = db.session.get(StoredFile, file_id) if row and file_id in (row.file_id, row.captions_file_id) else None
    if row is None or row.stopped_at is not None or file is None or file.name != name:
        return None
    return ServedFile(file.sha256, file.name, file.media_type, recap.subject.state == "published", recap.subject)


def open_questions(talk_id: int) -> list[Row[Any]]:
    """(id, public_id, text, votes, answer): what stayed open in the talk or was answered afterwards."""
    query = select(Question.id, Question.public_id, Question.text, Question.votes, RecapAnswer.text.label("answer"))
    mine = query.outerjoin(RecapAnswer, RecapAnswer.question_id == Question.id).where(Question.webtalk_id == talk_id)
    shown = mine.where(*SHOWN, or_(Question.state.in_(UNANSWERED), RecapAnswer.text.is_not(None)))
    return list(db.session.execute(shown.order_by(Question.votes.desc(), Question.id).limit(MOST_QUESTIONS)))


def answers_of(recap_id: int) -> list[Row[Any]]:
    """(question, answer), the most wanted first."""
    query = select(Question.text.label("question"), RecapAnswer.text.label("answer"))
    mine = query.join(RecapAnswer, RecapAnswer.question_id == Question.id).where(RecapAnswer.recap_id == recap_id)
    shown = mine.where(*SHOWN)
    return list(db.session.execute(shown.order_by(Question.votes.desc(), Question.id)))


def recap_cards(*conditions: ColumnElement[bool], most: int = 3) -> list[Card]:
    """Public recaps, of the latest talk first."""
    query = card_columns().join(Recap, Recap.id == Subject.id).join(Webtalk, Webtalk.id == Recap.webtalk_id)
    shown = open_only(query.where(Subject.kind == RECAP, *conditions))
    return [card_of(row) for row in db.session.execute(shown.order_by(Webtalk.starts_at.desc(), Recap.id).limit(most))]


def not_closed() -> tuple[ColumnElement[bool], ...]:
    """Talks that took place and wait for their recap; Subject and Webtalk are in the query."""
    now = clock.now()
    over = (Webtalk.ends_at <= now, Webtalk.ends_at > now - ASKED_FOR)
    open_ones = (Subject.state == "published", Subject.hidden_at.is_(None), Webtalk.cancelled_at.is_(None))
    return (*over, *open_ones, Webtalk.closed_at.is_(None))


def waiting_talks(actor: Actor) -> list[Card]:
    """Talks this person led whose recap is missing, the oldest first."""
    led = [scope for role, scope in actor.roles if role == HOST and scope is not None]
    query = card_columns().join(Webtalk, Webtalk.id == Subject.id).where(Subject.id.in_(led), *not_closed())
    return [card_of(row) for row in db.session.execute(query.order_by(Webtalk.ends_at).limit(20))] if led else []
