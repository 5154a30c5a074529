"""Everything this folder plugs in: the folder's table of contents."""

from app.core.feature import Feature, Navigation
from app.core.jobs.worker import Ticker
from app.shops import permissions, subject
from app.shops.directory import views as directory
from app.shops.services import hours
from app.shops.views import messages, reading

FEATURE = Feature(
    name="shops",
    blueprints=[directory.bp, reading.bp, messages.bp],
    rules=permissions.RULES,
    subjects=[subject.SHOPS],
    navigation=[Navigation("Läden", "/laeden/", 30)],
    tickers=[
        Ticker("shops.open", 60, hours.refresh_due, needed=hours.are_spans_due),
        Ticker("shops.resting", 86_400, hours.refresh_resting),
    ],
)
