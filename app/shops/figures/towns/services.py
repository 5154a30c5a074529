"""Closing a quarter: the sums of each town are written once."""

from collections.abc import Collection, Iterator
from datetime import timedelta
from typing import Any

from sqlalchemy import delete, func, insert, select

from app.core import clock
from app.core.subjects import Subject
from app.core.transaction import transaction
from app.extensions import db
from app.shops.figures.kinds import KINDS
from app.shops.figures.models import ShopFigure
from app.shops.figures.quarters import Quarter
from app.shops.figures.services import KEPT_DAYS
from app.shops.figures.towns.models import TownFigure

LEAST_SHOPS = 5
"""A sum over fewer shops says too much about each of them. It holds for each kind by itself."""
SETTLED = timedelta(days=2)
"""So long after the end of a quarter its last counts have surely been taken in."""
MOST_QUARTERS = 11


def close_quarters() -> None:
    """Once a day: quarters that have ended and are not written yet, also those a sleeping worker has missed."""
    written = set(db.session.scalars(select(TownFigure.quarter).distinct()))
    for quarter in _ended():
        if quarter.first not in written:
            close(quarter)
    with transaction(raises_cache=False):
        db.session.execute(delete(TownFigure).where(TownFigure.quarter < clock.today() - timedelta(days=KEPT_DAYS)))


def close_for(place_ids: Collection[int]) -> None:
    """The same for towns whose figures were brought in after a quarter had been closed. A sum that stands stays."""
    close_quarters()
    for quarter in _ended():
        written = select(TownFigure.place_id).where(TownFigure.quarter == quarter.first)
        close(quarter, set(place_ids).difference(db.session.scalars(written)))


def _ended() -> Iterator[Quarter]:
    quarter = Quarter.of(clock.today() - SETTLED)
    for _ in range(MOST_QUARTERS):
        quarter = quarter.before
        yield quarter


def close(quarter: Quarter, among: Collection[int] | None = None) -> None:
    """Write the sums of all towns, or of those among these."""
    with transaction(raises_cache=False):
        found = {(row.place_id, row.kind): row for row in db.session.execute(_sums(quarter))}
        places = sorted({place_id for place_id, _ in found if among is None or place_id in among})
        lines = [_line(quarter, place_id, kind, found.get((place_id, kind))) for place_id in places for kind in KINDS]
        if lines:
            db.session.execute(insert(TownFigure), lines)


def _sums(quarter: Quarter) -> Any:
    """(place_id, kind, number, shops)"""
    each = (
        select(ShopFigure.shop_id, ShopFigure.kind, func.sum(ShopFigure.number).label("number"))
        .where(ShopFigure.day.between(quarter.first, quarter.last))
        .group_by(ShopFigure.shop_id, ShopFigure.kind)
        .subquery()
    )
    columns = (Subject.place_id, each.c.kind, func.sum(each.c.number).label("number"), func.count().label("shops"))
    query = select(*columns).join(Subject, Subject.id == each.c.shop_id).where(Subject.place_id.is_not(None))
    return query.group_by(Subject.place_id, each.c.kind)


def _line(quarter: Quarter, place_id: int, kind: str, row: Any) -> dict[str, Any]:
    is_enough = row is not None and row.shops >= LEAST_SHOPS
    number, shops = (int(row.number), row.shops) if is_enough else (None, None)
    return {"place_id": place_id, "quarter": quarter.first, "kind": kind, "number": number, "shops": shops}
