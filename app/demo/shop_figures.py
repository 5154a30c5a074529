"""Invented figures of the invented shops: three quarters day by day, for pages and letters to show."""

import random
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import delete, select

from app.core import clock
from app.core.subjects import Subject
from app.demo.cases import ORIGIN
from app.extensions import db
from app.shops.figures.kinds import KINDS, ROUTE, SEEN, SUPPORT, TO_SHOP, VOUCHER
from app.shops.figures.models import ShopFigure
from app.shops.figures.quarters import Quarter
from app.shops.figures.services import add_figures
from app.shops.figures.towns.models import TownFigure
from app.shops.kinds import SHOP

PER_VIEW = {TO_SHOP: 0.14, VOUCHER: 0.07, ROUTE: 0.09, SUPPORT: 0.05}
"""How many of a hundred views lead to a click of the kind."""


def load_figures(shop_ids: Sequence[int]) -> None:
    """For shops without any; inside a transaction(). The last of them is hardly seen and gets a tip instead."""
    known = set(db.session.scalars(select(ShopFigure.shop_id).where(ShopFigure.shop_id.in_(shop_ids))))
    numbers: Counter[tuple[str, int, str, str]] = Counter()
    for at, shop_id in enumerate(shop_ids):
        if shop_id not in known:
            _invent(numbers, shop_id, at, a_day=0.05 if at == len(shop_ids) - 1 else 2.0 + at)
    add_figures(+numbers)


def _invent(numbers: Counter[tuple[str, int, str, str]], shop_id: int, seed: int, a_day: float) -> None:
    """a_day: views on an ordinary day at the end; it began with half of them."""
    chance, first, days = random.Random(seed), Quarter.now().before.before.first, _days()
    for at, day in enumerate(days):
        weekend = 1.6 if (first + timedelta(days=at)).weekday() >= 4 else 1.0
        views = _about(a_day * weekend * (0.5 + 0.5 * at / len(days)), chance)
        numbers[day.isoformat(), shop_id, SEEN, ""] += views
        for kind in KINDS:
            clicks = sum(chance.random() < PER_VIEW.get(kind, 0) for _ in range(views))
            numbers[day.isoformat(), shop_id, kind, ""] += clicks


def _days() -> list[date]:
    first = Quarter.now().before.before.first
    return [first + timedelta(days=at) for at in range((clock.today() - first).days)]


def _about(mean: float, chance: random.Random) -> int:
    return int(max(0.0, chance.gauss(mean, mean / 3)) + chance.random())


def forget_sums() -> None:
    """Sums of towns in which invented shops were counted; inside a transaction(), before these shops go."""
    towns = select(Subject.place_id).where(
        Subject.kind == SHOP, Subject.origin == ORIGIN, Subject.place_id.is_not(None)
    )
    db.session.execute(delete(TownFigure).where(TownFigure.place_id.in_(towns)))
