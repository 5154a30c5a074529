"""How long questions are kept, and what becomes of them when the asker leaves."""

from datetime import timedelta

from sqlalchemy import update

from app.core import clock
from app.core.events import PersonRemoved
from app.core.transaction import transaction
from app.extensions import db
from app.practices.models import ColleagueQuestion
from app.practices.questions.queries import asked_by

KEPT = timedelta(days=365)
BLANK = {"name": "", "email": "", "organisation": "", "message": "", "phone": "", "call_times": "", "asker_id": None}


def forget_person(event: PersonRemoved) -> None:
    """What was asked goes with the person; that something was answered, and how quickly, stays."""
    with transaction(raises_cache=False):
        mine = ColleagueQuestion.asker_id == event.person_id
        db.session.execute(update(ColleagueQuestion).where(mine).values(BLANK))


def forget_old() -> None:
    """Every day: after a year only the times remain."""
    with transaction(raises_cache=False):
        old = (ColleagueQuestion.created_at < clock.now() - KEPT, ColleagueQuestion.message != "")
        db.session.execute(update(ColleagueQuestion).where(*old).values(BLANK))


def export(user_id: int) -> list[dict[str, object]]:
    """For "Meine Daten"."""
    return [
        {"praxisbeispiel": one.title, "frage": one.message, "gestellt": one.created_at.isoformat(), "stand": one.state}
        for one in asked_by(user_id)
    ]
