from datetime import timedelta

from sqlalchemy import select

from app.core import clock
from app.extensions import db
from app.webtalks.models import Registration, Webtalk
from app.webtalks.services.forgetting import forget_seats
from tests.factories.webtalks import RegistrationFactory, WebtalkFactory


def talk_ended(days: int) -> Webtalk:
    ended = clock.now() - timedelta(days=days)
    return WebtalkFactory(starts_at=ended - timedelta(hours=1), ends_at=ended)


def test_who_came_goes_after_ninety_days_and_how_many_stays(app, bernd, clara):
    old, recent = talk_ended(91), talk_ended(89)
    for talk in (old, recent):
        RegistrationFactory(webtalk_id=talk.id, user_id=clara.user_id, attended=True)
        RegistrationFactory(webtalk_id=talk.id, user_id=bernd.user_id)
    old_id, recent_id = old.id, recent.id
    for _ in range(2):
        forget_seats()
    db.session.expire_all()
    assert set(db.session.scalars(select(Registration.webtalk_id))) == {recent_id}
    assert db.session.get_one(Webtalk, old_id).attended_count == 1
