"""Announcing a recording, and what people say to it."""

import hashlib
from datetime import timedelta
from secrets import token_hex

from flask import current_app
from sqlalchemy import Select, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from app.core import audit, clock
from app.core.actors import Actor
from app.core.events import PersonRemoved
from app.core.text import fold
from app.core.transaction import transaction
from app.extensions import db
from app.webtalks.jitsi import Seat
from app.webtalks.models import Registration, Webtalk
from app.webtalks.recording.events import ConsentRevoked
from app.webtalks.recording.models import RecordingConsent, RecordingNotice
from app.webtalks.recording.queries import notice_of
from app.webtalks.room.doors import OPENS_FOR_HOSTS
from app.webtalks.services.scheduling import NotReady

TOO_LATE = (
    "Eine Stunde vor Beginn öffnet der Raum für die Leitung. Ab dann bleibt es bei dem, was alle vorher lesen konnten: "
    "Sie können die Aufzeichnung noch absagen, aber nicht mehr ankündigen oder anders beschreiben."
)


def may_announce(talk: Webtalk) -> bool:
    """Before anybody may come in."""
    return talk.starts_at is None or clock.now() < talk.starts_at - OPENS_FOR_HOSTS


def announce(talk: Webtalk, text: str, *, actor: Actor) -> None:
    """The talk is recorded, and people are told in these words. Raises NotReady when it is too late."""
    with transaction(talk):
        notice = notice_of(talk.id)
        if notice is not None and notice.text == text:
            return
        if not may_announce(talk):
            raise NotReady(TOO_LATE)
        _end(talk)
        db.session.add(RecordingNotice(webtalk_id=talk.id, text=text))
        audit.record("webtalk.recording_announced", actor_id=actor.id, subject_id=talk.id)


def call_off(talk: Webtalk, *, actor: Actor) -> None:
    """It is not recorded after all; what was said before stays."""
    with transaction(talk):
        if notice_of(talk.id) is not None:
            _end(talk)
            audit.record("webtalk.recording_called_off", actor_id=actor.id, subject_id=talk.id)


def _end(talk: Webtalk) -> None:
    running = RecordingNotice.webtalk_id == talk.id, RecordingNotice.until_at.is_(None)
    db.session.execute(update(RecordingNotice).where(*running).values(until_at=clock.now()))


def hash_of(seat: Seat, name: str = "") -> str:
    """name: typed by a guest in the lobby, where one link may bring several people."""
    return hashlib.sha256(f"{seat.key}|{fold(name) if not seat.name else ''}".encode()).hexdigest()


def say(
    notice_id: int, seat_hash: str, *, yes: bool, registration_id: int | None, user_id: int | None, name: str
) -> None:
    """Keep what a person said. Reading along later does not take a yes back; a new yes after taking it back counts."""
    mine = RecordingConsent.notice_id == notice_id, RecordingConsent.seat_hash == seat_hash
    now = {"answer": "yes", "answered_at": clock.now(), "revoked_at": None}
    values = {"seat_hash": seat_hash, "registration_id": registration_id, "user_id": user_id, "name": name}
    try:
        with transaction(raises_cache=False):
            known = db.session.scalar(select(RecordingConsent.id).where(*mine))
            if known is None:
                said = {**now, "answer": "yes" if yes else "no", "notice_id": notice_id}
                db.session.execute(insert(RecordingConsent).values(**values, **said))
            elif yes:
                db.session.execute(update(RecordingConsent).where(RecordingConsent.id == known).values(**now))
    except IntegrityError:
        current_app.logger.info("consent to notice %s was said twice at once", notice_id)


def revoke(talk: Webtalk, consent_ids: list[int]) -> None:
    """From now on no recording of this talk is shown."""
    with transaction() as tx:
        kept = RecordingConsent.id.in_(consent_ids), RecordingConsent.revoked_at.is_(None)
        changed = update(RecordingConsent).where(*kept, RecordingConsent.answer == "yes")
        if db.session.execute(changed.values(revoked_at=clock.now())).rowcount:  # type: ignore[attr-defined]
            tx.publish(ConsentRevoked(talk.id))


def forget_person(event: PersonRemoved) -> None:
    """Listener in the same transaction, before the registrations go: who was there unasked still counts, unnamed."""
    with transaction(raises_cache=False):
        for notice_id in db.session.scalars(_unasked_by(event.person_id)).all():
            db.session.add(RecordingConsent(notice_id=notice_id, seat_hash=token_hex(32), answer="none"))
        mine = RecordingConsent.user_id == event.person_id
        db.session.execute(update(RecordingConsent).where(mine).values(user_id=None, registration_id=None, name=""))


def _unasked_by(user_id: int) -> Select[int]:
    """Notices of talks where this person was and said nothing."""
    said = (RecordingConsent.notice_id == RecordingNotice.id) & (RecordingConsent.registration_id == Registration.id)
    there = select(RecordingNotice.id).join(Registration, Registration.webtalk_id == RecordingNotice.webtalk_id)
    mine = there.where(Registration.user_id == user_id, Registration.attended.is_(True))
    silent = mine.outerjoin(RecordingConsent, said).where(RecordingConsent.id.is_(None))
    return silent.where(RecordingNotice.until_at.is_(None))


def forget_names() -> None:
    """Ticker, daily: of talks that ended WEBTALK_DATA_DAYS ago only the words stay, and how many said yes."""
    before = clock.now() - timedelta(days=current_app.config["SETTINGS"].webtalk_data_days)
    over = select(Webtalk.id).where(Webtalk.ends_at < before)
    old = select(RecordingNotice.id).where(
        RecordingNotice.webtalk_id.in_(over), RecordingNotice.consented_count.is_(None)
    )
    yes = RecordingConsent.answer == "yes", RecordingConsent.revoked_at.is_(None)
    for notice_id in db.session.scalars(old.limit(500)).all():
        with transaction(raises_cache=False):
            said = select(func.count()).where(RecordingConsent.notice_id == notice_id, *yes)
            number = db.session.scalar(said) or 0
            db.session.execute(
                update(RecordingNotice).where(RecordingNotice.id == notice_id).values(consented_count=number)
            )
            db.session.execute(delete(RecordingConsent).where(RecordingConsent.notice_id == notice_id))
