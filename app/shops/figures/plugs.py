"""What the figures add to the folder's record."""

from app.core.jobs.worker import Ticker
from app.shops.figures import services
from app.shops.figures.counting import set_up
from app.shops.figures.panels import PANELS
from app.shops.figures.views import outward, own

__all__ = ["BLUEPRINTS", "PANELS", "TICKERS", "set_up"]
BLUEPRINTS = [outward.bp, own.bp]
TICKERS = [
    Ticker("shops.figures", 30, services.collect, needed=services.is_waiting),
    Ticker("shops.figures-house", 86_400, services.keep_house),
]
