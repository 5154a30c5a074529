from datetime import datetime, timedelta
from typing import Any

import factory

from app.campaigns.cards import card_for
from app.campaigns.kinds import CAMPAIGN
from app.campaigns.models import Campaign
from app.core import clock
from app.core.subjects import Subject
from app.extensions import db
from tests.factories.base import SubjectFactory


def _minute(away: timedelta) -> datetime:
    """As forms give them: without seconds."""
    return (clock.now() + away).replace(second=0, microsecond=0)


class CampaignFactory(SubjectFactory):
    """Running since an hour, for a week: CampaignFactory(title="Hochwasser in Ahorn", place_id=…, owner_id=…)."""

    class Meta:
        model = Campaign

    subject_kind = CAMPAIGN
    title = factory.Sequence(lambda number: f"Hilfsaktion {number}")
    summary = "Die Läden brauchen Sie jetzt."
    occasion = "works"
    helps = ["geld", "gutschein"]
    contact = "Rathaus, 06221 123456"
    starts_at = factory.LazyFunction(lambda: _minute(-timedelta(hours=1)))
    ends_at = factory.LazyFunction(lambda: _minute(timedelta(days=7)))

    @classmethod
    def finish(cls, thing: Any, subject: Subject) -> None:
        db.session.flush()
        subject.card = card_for(thing)
