"""What the figures add to the folder's record."""

from app.core.feature import Panel
from app.core.jobs.worker import Ticker
from app.shops.figures import services
from app.shops.figures.counting import set_up
from app.shops.figures.panels import PANELS as SHOP_PANELS
from app.shops.figures.towns.services import close_quarters
from app.shops.figures.views import outward, own, town

__all__ = ["BLUEPRINTS", "PANELS", "TICKERS", "set_up"]
BLUEPRINTS = [outward.bp, own.bp, town.bp]
PANELS: dict[str, Panel] = {**SHOP_PANELS, **town.PANELS}
TICKERS = [
    Ticker("shops.figures-towns", 86_400, close_quarters),
    Ticker("shops.figures", 30, services.collect, needed=services.is_waiting),
    Ticker("shops.figures-house", 86_400, services.keep_house),
]
