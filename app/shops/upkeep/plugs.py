"""What staying right adds to the folder's record."""

from app.core.jobs.worker import Ticker
from app.shops.upkeep import fading

__all__ = ["TICKERS"]
TICKERS = [Ticker("shops.fade", 86_400, fading.fade, needed=fading.is_needed)]
