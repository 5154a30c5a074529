"""Who asked and voted in a talk is forgotten after some time; the questions and how many voted stay."""

from datetime import timedelta

from flask import current_app
from sqlalchemy import delete, select, update

from app.core import clock
from app.core.transaction import transaction
from app.extensions import db
from app.webtalks.live.models import Question, QuestionVote
from app.webtalks.models import Webtalk


def forget_names() -> None:
    """Ticker, daily: of talks that ended WEBTALK_DATA_DAYS ago."""
    before = clock.now() - timedelta(days=current_app.config["SETTINGS"].webtalk_data_days)
    over = Question.webtalk_id.in_(select(Webtalk.id).where(Webtalk.ends_at < before))
    named = Question.user_id.is_not(None) | Question.registration_id.is_not(None)
    with transaction(raises_cache=False):
        db.session.execute(delete(QuestionVote).where(QuestionVote.question_id.in_(select(Question.id).where(over))))
        db.session.execute(update(Question).where(over, named).values(user_id=None, registration_id=None))
