"""What the map adds to the folder's record."""

from app.core.events import Listener, SubjectEvent, SubjectsImported
from app.core.jobs.worker import Ticker
from app.shops.embedding import views as embedding
from app.shops.map import keeping, views
from app.shops.map.base import views as base
from app.shops.map.panels import PANELS
from app.shops.poster import views as poster

__all__ = ["BLUEPRINTS", "LISTENERS", "PANELS", "TICKERS"]
BLUEPRINTS = [views.bp, base.bp, embedding.bp, poster.bp]
LISTENERS = [
    Listener("shops.spot", SubjectEvent, keeping.keep_one, inline=True),
    Listener("shops.spots_imported", SubjectsImported, keeping.keep_imported, inline=True),
]
TICKERS = [Ticker("shops.spots", 86_400, keeping.mend)]
