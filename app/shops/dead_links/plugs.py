"""What the watch over links adds to the folder's record."""

from app.core.jobs.worker import JobType, Ticker
from app.shops.dead_links import checking, gathering

__all__ = ["JOBS", "TICKERS"]
JOBS = [JobType(checking.CHECK, checking.check)]
TICKERS = [
    Ticker("shops.links", 60, checking.hand_out, needed=checking.is_due),
    Ticker("shops.gather-links", 86_400, gathering.gather, needed=checking.is_on),
]
