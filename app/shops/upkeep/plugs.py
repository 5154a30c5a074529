"""What staying right adds to the folder's record."""

from app.core.events import Listener, PersonRemoved
from app.core.jobs.worker import Ticker
from app.shops.upkeep import fading, letters, personal, views

__all__ = ["BLUEPRINTS", "EXPORTS", "LISTENERS", "TICKERS"]
BLUEPRINTS = [views.bp, views.letters_bp]
LISTENERS = [Listener("shops.forget-letters", PersonRemoved, personal.forget_person)]
EXPORTS = {"ladenpost": personal.export}
TICKERS = [
    Ticker("shops.fade", 86_400, fading.fade, needed=fading.is_needed),
    Ticker("shops.letters", 300, letters.write_due, needed=letters.is_due),
]
