"""Only shops that fit what the visitor has chosen; one meaning for the list and the map, in their narrow copy."""

from typing import Any

from sqlalchemy import Select, exists, select

from app.core.text import sort_key
from app.shops.directory.wanted import Wanted
from app.shops.map.models import ShopSpot
from app.shops.models import Shop, ShopHelp
from app.shops.queries import is_open_now

SPOT = ShopSpot.__table__.c


def narrowed(query: Select[Any], wanted: Wanted, is_close: bool = False) -> Select[Any]:
    """is_close: few rows are left by window or page: each is looked up, rather than all open shops listed.

    + 0, + "" keep an index from being the beginning: half of all shops may be open, or of one category.
    """
    if wanted.categories:
        category = SPOT.category + "" if is_close else SPOT.category
        query = query.where(category.in_(wanted.categories))
    if wanted.wheelchair:
        query = query.where(SPOT.wheelchair == "yes")
    if wanted.helps:
        query = query.where(SPOT.id.in_(select(ShopHelp.shop_id).where(ShopHelp.kind.in_(wanted.helps))))
    if wanted.open_now and is_close:
        query = query.where(exists().where(Shop.id == SPOT.id, is_open_now()))
    elif wanted.open_now:
        query = query.where((SPOT.id + 0).in_(select(Shop.id).where(is_open_now())))
    for one in wanted.extras:
        query = query.where(*one.where(SPOT.id, SPOT.place_id))
    if wanted.text:
        query = query.where(SPOT.sort_key.contains(sort_key(wanted.text), autoescape=True))
    return _near(query, wanted)


def _near(query: Select[Any], wanted: Wanted) -> Select[Any]:
    if wanted.point and wanted.radius:
        return query.where(*wanted.point.within(wanted.radius, SPOT.lat, SPOT.lon))
    return query.where(SPOT.place_id == wanted.town.id) if wanted.town else query


def ordered(wanted: Wanted) -> tuple[Any, ...]:
    """The order of the list; the id at its end, so that no page shows what another has shown."""
    if wanted.sort == "entfernung" and wanted.point:
        return (SPOT.lat.is_(None), wanted.point.km_squared(SPOT.lat, SPOT.lon), SPOT.id)
    if wanted.sort == "neueste":
        return (SPOT.published_at.desc(), SPOT.id.desc())
    if wanted.sort == "name":
        return (SPOT.sort_key, SPOT.id)
    return (SPOT.rank, SPOT.sort_key, SPOT.id)
