"""Reads: the notice in force, what a person said to it, and who was there without having said yes."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, func, or_, select

from app.core.actors import Actor
from app.core.subjects import Subject
from app.extensions import db
from app.webtalks import links
from app.webtalks.models import Registration
from app.webtalks.recording.models import RecordingConsent, RecordingNotice


def notice_of(talk_id: int) -> RecordingNotice | None:
    """In force; None: the talk is not recorded."""
    query = select(RecordingNotice).where(RecordingNotice.webtalk_id == talk_id, RecordingNotice.until_at.is_(None))
    return db.session.scalar(query)


def said_yes(notice_id: int, seat_hash: str) -> bool:
    mine = RecordingConsent.notice_id == notice_id, RecordingConsent.seat_hash == seat_hash
    yes = RecordingConsent.answer == "yes", RecordingConsent.revoked_at.is_(None)
    return db.session.scalar(select(RecordingConsent.id).where(*mine, *yes)) is not None


def own_consents(talk_id: int, actor: Actor, signed: str) -> list[Row[Any]]:
    """(id, text, answer, answered_at, revoked_at) of this person, the latest first. signed: of a guest's own link."""
    query = select(
        RecordingConsent.id,
        RecordingNotice.text,
        RecordingConsent.answer,
        RecordingConsent.answered_at,
        RecordingConsent.revoked_at,
    ).join(RecordingNotice, RecordingNotice.id == RecordingConsent.notice_id)
    mine = query.where(RecordingNotice.webtalk_id == talk_id).order_by(RecordingConsent.answered_at.desc())
    if actor.id is not None:
        return list(db.session.execute(mine.where(RecordingConsent.user_id == actor.id)))
    name = links.name_in(signed) if signed else None
    if name is None:
        return []
    guest = select(Registration.id).where(Registration.public_id == name, Registration.user_id.is_(None))
    return list(db.session.execute(mine.where(RecordingConsent.registration_id == guest.scalar_subquery())))


@dataclass(frozen=True)
class Count:
    """yes, reading, revoked: people by what they said to the notice in force. missing: there without having said yes
    or no, or no longer agreeing, to any notice: each of them keeps a recording from being shown."""

    yes: int = 0
    reading: int = 0
    revoked: int = 0
    missing: int = 0


def count_of(talk_id: int) -> Count:
    """Three statements."""
    notice = notice_of(talk_id)
    answers = _answers(notice.id) if notice is not None else {}
    without = _revoked(talk_id) + (_unasked(talk_id, notice.id) if notice is not None else 0)
    return Count(answers.get("yes", 0), answers.get("no", 0), answers.get("revoked", 0), without)


def _answers(notice_id: int) -> dict[str, int]:
    revoked = func.count(RecordingConsent.revoked_at)
    query = select(RecordingConsent.answer, func.count(), revoked).where(RecordingConsent.notice_id == notice_id)
    found: dict[str, int] = {"revoked": 0}
    for answer, number, taken_back in db.session.execute(query.group_by(RecordingConsent.answer)):
        found[answer] = number - taken_back
        found["revoked"] += taken_back
    return found


def _revoked(talk_id: int) -> int:
    """Also those who left the network and had not been asked."""
    query = select(func.count(RecordingConsent.id)).join(
        RecordingNotice, RecordingNotice.id == RecordingConsent.notice_id
    )
    gone = or_(RecordingConsent.revoked_at.is_not(None), RecordingConsent.answer == "none")
    return db.session.scalar(query.where(RecordingNotice.webtalk_id == talk_id, gone)) or 0


def _unasked(talk_id: int, notice_id: int) -> int:
    """Were there, and said nothing to the words in force."""
    asked = select(RecordingConsent.registration_id).where(
        RecordingConsent.notice_id == notice_id, RecordingConsent.registration_id.is_not(None)
    )
    query = select(func.count(Registration.id)).where(
        Registration.webtalk_id == talk_id, Registration.attended.is_(True), Registration.id.not_in(asked)
    )
    return db.session.scalar(query) or 0


def export(user_id: int) -> list[dict[str, Any]]:
    """For "Meine Daten"."""
    query = select(Subject.title, RecordingNotice.text, RecordingConsent).join(
        RecordingNotice, RecordingNotice.id == RecordingConsent.notice_id
    )
    mine = query.join(Subject, Subject.id == RecordingNotice.webtalk_id).where(RecordingConsent.user_id == user_id)
    return [
        {
            "webtalk": title,
            "wortlaut": text,
            "eingewilligt": one.answer == "yes",
            "am": one.answered_at.isoformat(),
            "zurueckgenommen_am": one.revoked_at.isoformat() if one.revoked_at else None,
        }
        for title, text, one in db.session.execute(mine.order_by(RecordingConsent.id))
    ]
