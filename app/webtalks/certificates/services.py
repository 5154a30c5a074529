"""Who gets a certificate, its code, and what stands on it."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from flask import current_app, url_for
from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from app.core import formats
from app.core.identifiers import public_id
from app.core.limits import Limit, require
from app.core.transaction import transaction
from app.core.typesetting import qr_code, typeset
from app.extensions import db
from app.webtalks import queries, times
from app.webtalks.certificates.models import Certificate
from app.webtalks.models import Registration, Webtalk

PRINTING = Limit("webtalk.certificate", 10, 3600)
TEMPLATE = Path(__file__).parent / "certificate.typ"
MOST_SPEAKERS = 12


def why_not(talk: Webtalk, seat: Registration | None) -> str:
    """Why this person gets none, as a sentence; nothing when she does."""
    if talk.is_cancelled:
        return "Dieser Webtalk ist ausgefallen."
    if not talk.is_over():
        return "Der Webtalk ist noch nicht vorbei. Die Bescheinigung gibt es nach dem Ende."
    if seat is None:
        return "Eine Bescheinigung bekommt, wer angemeldet und dabei war."
    if not seat.attended:
        return "Bei uns ist nicht vermerkt, dass Sie dabei waren. Bitte wenden Sie sich an die Leitung des Webtalks."
    return ""


def certificate_pdf(talk: Webtalk, seat: Registration, name: str) -> bytes:
    """Answers 429 after ten an hour."""
    require(PRINTING, seat.public_id)
    return typeset(TEMPLATE, _texts(talk, code_of(seat), name))


def code_of(seat: Registration) -> str:
    """The code of this registration's certificate, made with the first wish."""
    number = seat.id
    known = select(Certificate.code).where(Certificate.registration_id == number)
    found = db.session.scalar(known)
    if found is not None:
        return found
    insert = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    with transaction(raises_cache=False):
        row = insert(Certificate).values(registration_id=number, code=public_id())
        db.session.execute(row.on_conflict_do_nothing(index_elements=["registration_id"]))
        return db.session.scalars(known).one()


def talk_of_code(code: str) -> Webtalk | None:
    """Also of a talk that is hidden meanwhile: what was certified stays true."""
    registration = select(Registration.webtalk_id).join(Certificate, Certificate.registration_id == Registration.id)
    talk_id = db.session.scalar(registration.where(Certificate.code == code))
    return db.session.get(Webtalk, talk_id) if talk_id is not None else None


def _texts(talk: Webtalk, code: str, name: str) -> dict[str, Any]:
    """Everything certificate.typ reads; strings only."""
    assert talk.starts_at is not None
    assert talk.ends_at is not None
    owner, settings = queries.owner_of(talk), current_app.config["SETTINGS"]
    speakers = [f"{one.name}, {one.role}" if one.role else one.name for one in queries.speakers_of(talk.id)]
    minutes = round((talk.ends_at - talk.starts_at).total_seconds() / 60)
    address = settings.base_url + url_for("webtalk_certificates.check", code=code)
    until = talk.ends_at + timedelta(days=settings.webtalk_data_days)
    facts = [
        ("Termin", times.span(talk.starts_at, talk.ends_at)),
        ("Dauer des Webtalks", f"{minutes} Minuten"),
        ("Es sprachen" if len(speakers) > 1 else "Es sprach", "\n".join(speakers[:MOST_SPEAKERS])),
        ("Veranstaltet von", owner.title if owner else ""),
    ]
    return {
        "site": settings.site_name,
        "name": name,
        "title": talk.subject.title,
        "day": formats.german_date(talk.starts_at),
        "facts": [{"label": label, "value": value} for label, value in facts if value],
        "code": code,
        "address": address,
        "until": formats.german_date(until),
        "qr": qr_code(address),
    }
