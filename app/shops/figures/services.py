"""What the worker does with the counts: takes them in, adds up old days, and forgets."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from flask import current_app
from sqlalchemy import delete, extract, func, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from app.core import clock, tallies
from app.core.transaction import transaction
from app.extensions import db
from app.shops.figures.counting import NAME
from app.shops.figures.models import ShopFigure
from app.shops.figures.quarters import Quarter
from app.shops.models import Shop

KEPT_DAYS = 3 * 365
"""So long figures are kept at all."""
IDS_AT_ONCE = 500


def is_waiting() -> bool:
    return bool(tallies.waiting(current_app.config["SETTINGS"].instance_path, NAME))


def collect() -> None:
    """Take in what the web processes handed over. Killed in between, a file may be counted twice: they are counts."""
    files = tallies.waiting(current_app.config["SETTINGS"].instance_path, NAME)
    with transaction(raises_cache=False):
        add_figures(tallies.read(files))
    for path in files:
        path.unlink(missing_ok=True)


def add_figures(numbers: Counter[Any]) -> None:
    """numbers: by (day as ISO text, shop id, kind, way). Only of shops that somebody looks after."""
    ids = sorted({shop_id for _, shop_id, _, _ in numbers})
    looked_after = {one for some in _pieces(ids) for one in db.session.scalars(_claimed(some))}
    values = [
        {"shop_id": shop_id, "day": date.fromisoformat(day), "kind": kind, "way": way, "number": number}
        for (day, shop_id, kind, way), number in sorted(numbers.items())
        if shop_id in looked_after
    ]
    if values:
        dialect = postgresql if db.engine.dialect.name == "postgresql" else sqlite
        query = dialect.insert(ShopFigure)
        more = {"number": ShopFigure.number + query.excluded.number}
        key = ["shop_id", "day", "kind", "way"]
        db.session.execute(query.on_conflict_do_update(index_elements=key, set_=more), values)


def _pieces(ids: list[int]) -> Iterator[list[int]]:
    return (ids[start : start + IDS_AT_ONCE] for start in range(0, len(ids), IDS_AT_ONCE))


def _claimed(ids: list[int]) -> Any:
    return select(Shop.id).where(Shop.id.in_(ids), Shop.claimed_at.is_not(None))


def keep_house() -> None:
    """Once a day: days before the last two quarters become months; after three years figures go."""
    with transaction(raises_cache=False):
        db.session.execute(delete(ShopFigure).where(ShopFigure.day < clock.today() - timedelta(days=KEPT_DAYS)))
    oldest_day = select(func.min(ShopFigure.day)).where(extract("day", ShopFigure.day) > 1)
    while (oldest := db.session.scalar(oldest_day)) and oldest < Quarter.now().before.before.first:
        roll_up(oldest.replace(day=1))


def roll_up(month: date) -> None:
    """The days of a month become one row each of kind and way. month: its first day."""
    last = (month + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    within = ShopFigure.day.between(month, last)
    key = (ShopFigure.shop_id, ShopFigure.kind, ShopFigure.way)
    with transaction(raises_cache=False):
        sums = db.session.execute(select(*key, func.sum(ShopFigure.number)).where(within).group_by(*key)).all()
        db.session.execute(delete(ShopFigure).where(within))
        db.session.execute(
            insert(ShopFigure),
            [{"shop_id": i, "day": month, "kind": kind, "way": way, "number": int(n)} for i, kind, way, n in sums],
        )
