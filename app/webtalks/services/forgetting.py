"""Who came to a talk is forgotten after some time; how many came stays."""

from datetime import timedelta

from flask import current_app
from sqlalchemy import delete, func, select

from app.core import clock
from app.core.transaction import transaction
from app.extensions import db
from app.webtalks.models import Registration, SeriesRegistration, Webtalk

AT_ONCE = 100


def forget_seats() -> None:
    """Ticker, daily: registrations of talks that ended WEBTALK_DATA_DAYS ago, and of series that are long over."""
    before = clock.now() - timedelta(days=current_app.config["SETTINGS"].webtalk_data_days)
    held = select(Registration.webtalk_id).distinct()
    old = select(Webtalk.id).where(Webtalk.ends_at < before, Webtalk.id.in_(held)).order_by(Webtalk.id).limit(AT_ONCE)
    for talk_id in db.session.scalars(old).all():
        _forget(talk_id)
    still_on = select(Webtalk.series_id).where(Webtalk.series_id.is_not(None), Webtalk.ends_at >= before)
    with transaction(raises_cache=False):
        over = SeriesRegistration.series_id.not_in(still_on), SeriesRegistration.created_at < before
        db.session.execute(delete(SeriesRegistration).where(*over))


def _forget(talk_id: int) -> None:
    """The number is counted before the rows go; taken_seats stays as it is."""
    came = select(func.count()).where(Registration.webtalk_id == talk_id, Registration.attended.is_(True))
    with transaction(raises_cache=False):
        talk = db.session.get_one(Webtalk, talk_id)
        talk.attended_count = (talk.attended_count or 0) + (db.session.scalar(came) or 0)
        db.session.execute(delete(Registration).where(Registration.webtalk_id == talk_id))
