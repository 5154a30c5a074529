"""What we know of a person's talks, for "Meine Daten"."""

from typing import Any

from sqlalchemy import exists, select

from app.core.subjects import Subject
from app.extensions import db
from app.webtalks.certificates.models import Certificate
from app.webtalks.feedback.models import FeedbackGiven
from app.webtalks.live import services as live
from app.webtalks.live.polls import services as polls
from app.webtalks.models import OwnCalendar, Registration, Series, SeriesRegistration, Speaker, Webtalk
from app.webtalks.recording import queries as recording
from app.webtalks.services import wishes

_HAS_ANSWERED = exists().where(FeedbackGiven.registration_id == Registration.id)
"""That, and never what: nothing joins a person to an answer."""


def export(user_id: int) -> dict[str, Any]:
    return {
        "anmeldungen": _registrations(user_id),
        "reihen": _series(user_id),
        "vortraege": _speeches(user_id),
        "wuensche": wishes.export(user_id),
        "fragen": live.export(user_id),
        "aufzeichnungen": recording.export(user_id),
        "umfragen": polls.export(user_id),
        "eigener_kalender_seit": _calendar(user_id),
        "begonnene_reihen": _begun_series(user_id),
    }


def _calendar(user_id: int) -> str | None:
    since = db.session.scalar(select(OwnCalendar.created_at).where(OwnCalendar.user_id == user_id))
    return since.isoformat() if since else None


def _begun_series(user_id: int) -> list[dict[str, str]]:
    query = select(Series.title, Series.created_at).where(Series.author_id == user_id).order_by(Series.id)
    return [{"reihe": row.title, "begonnen": row.created_at.isoformat()} for row in db.session.execute(query)]


def _registrations(user_id: int) -> list[dict[str, Any]]:
    query = select(Registration, Subject.title, Webtalk.starts_at, Webtalk.questions, Certificate.code, _HAS_ANSWERED)
    joined = query.join(Webtalk, Webtalk.id == Registration.webtalk_id).join(Subject, Subject.id == Webtalk.id)
    joined = joined.outerjoin(Certificate, Certificate.registration_id == Registration.id)
    mine = joined.where(Registration.user_id == user_id).order_by(Registration.id)
    return [
        {
            "webtalk": title,
            "beginn": starts_at.isoformat() if starts_at else None,
            "stand": row.state,
            "angemeldet_am": row.created_at.isoformat(),
            "antworten": {one["label"]: row.answers.get(one["key"], "") for one in questions},
            "erinnerungen": row.reminders,
            "war_da": row.attended,
            "rueckmeldung_gegeben": has_answered,
            "code_der_bescheinigung": code,
        }
        for row, title, starts_at, questions, code, has_answered in db.session.execute(mine)
    ]


def _series(user_id: int) -> list[dict[str, Any]]:
    query = select(Series.title, SeriesRegistration.created_at, SeriesRegistration.ended_at)
    mine = query.join(SeriesRegistration, SeriesRegistration.series_id == Series.id)
    rows = db.session.execute(mine.where(SeriesRegistration.user_id == user_id).order_by(SeriesRegistration.id))
    return [
        {"reihe": r.title, "seit": r.created_at.isoformat(), "bis": r.ended_at.isoformat() if r.ended_at else None}
        for r in rows
    ]


def _speeches(user_id: int) -> list[dict[str, Any]]:
    query = select(Subject.title, Speaker.name, Speaker.role, Speaker.about)
    mine = query.join(Speaker, Speaker.webtalk_id == Subject.id).where(Speaker.user_id == user_id)
    rows = db.session.execute(mine.order_by(Speaker.id))
    return [{"webtalk": r.title, "name": r.name, "funktion": r.role, "vorstellung": r.about} for r in rows]
