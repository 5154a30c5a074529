"""Polls nobody ended are closed when a talk takes nothing more; with that their ballots go."""

from sqlalchemy import select

from app.core import clock
from app.webtalks.live.polls import services
from app.webtalks.live.polls.models import Poll
from app.webtalks.models import Webtalk
from app.webtalks.room.doors import CLOSES


def close_forgotten() -> None:
    """Ticker, hourly."""
    over = select(Webtalk.id).where(Webtalk.ends_at < clock.now() - CLOSES)
    services.close_those(Poll.webtalk_id.in_(over))
