"""Answering once. Sums, text and "has answered" are three tables that nothing joins."""

from datetime import timedelta

from flask import current_app
from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite

from app.core import clock
from app.core.transaction import transaction
from app.extensions import db
from app.webtalks.feedback.models import FeedbackGiven, FeedbackSum, FeedbackText
from app.webtalks.models import Webtalk


def answer(talk_id: int, registration_id: int, *, useful: int, usable: int, text: str) -> bool:
    """False when this registration has answered before; then nothing is counted."""
    with transaction(raises_cache=False):
        if not _first_time(registration_id):
            return False
        for question, value in (("useful", useful), ("usable", usable)):
            _count(talk_id, question, value)
        if text:
            db.session.add(FeedbackText(webtalk_id=talk_id, text=text))
    return True


def forget_texts() -> None:
    """Ticker, daily: what was written about talks that ended WEBTALK_DATA_DAYS ago. The sums stay."""
    before = clock.now() - timedelta(days=current_app.config["SETTINGS"].webtalk_data_days)
    old = FeedbackText.webtalk_id.in_(select(Webtalk.id).where(Webtalk.ends_at < before))
    if db.session.scalar(select(FeedbackText.name).where(old).limit(1)) is not None:
        with transaction(raises_cache=False):
            db.session.execute(delete(FeedbackText).where(old))


def _first_time(registration_id: int) -> bool:
    row = _insert()(FeedbackGiven).values(registration_id=registration_id).on_conflict_do_nothing()
    return db.session.execute(row.returning(FeedbackGiven.registration_id)).scalar() is not None


def _count(talk_id: int, question: str, value: int) -> None:
    row = _insert()(FeedbackSum).values(webtalk_id=talk_id, question=question, value=value, number=1)
    again = {"number": FeedbackSum.number + 1}
    db.session.execute(row.on_conflict_do_update(index_elements=["webtalk_id", "question", "value"], set_=again))


def _insert():  # type: ignore[no-untyped-def]
    return postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
