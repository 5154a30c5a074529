"""Everything this folder plugs in: the folder's table of contents."""

from app.core.events import Listener, PersonRemoved
from app.core.feature import Feature
from app.core.jobs.worker import Ticker
from app.webtalks import permissions, subject
from app.webtalks.events import WebtalkPublished
from app.webtalks.services import hosts, series, ticking

FEATURE = Feature(
    name="webtalks",
    rules=permissions.RULES,
    subjects=[subject.WEBTALKS],
    tickers=[Ticker("webtalks.seats", 60, ticking.tick, needed=ticking.is_needed)],
    listeners=[
        Listener("webtalks.seat-regulars", WebtalkPublished, series.seat_regulars),
        Listener("webtalks.forget-person", PersonRemoved, hosts.forget_person),
    ],
)
