"""Invented figures of the invented shops: five quarters, the last three day by day, for pages and letters to show."""

import itertools
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
from app.shops.figures.towns.services import close_for
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
    chance, spans = random.Random(seed), _spans()
    for at, (day, days) in enumerate(spans):
        weekend = 1.6 if days == 1 and day.weekday() >= 4 else 1.0
        views = _about(a_day * days * weekend * (0.5 + 0.5 * at / len(spans)), chance)
        numbers[day.isoformat(), shop_id, SEEN, ""] += views
        for kind in KINDS:
            clicks = sum(chance.random() < PER_VIEW.get(kind, 0) for _ in range(views))
            numbers[day.isoformat(), shop_id, kind, ""] += clicks


def _spans() -> list[tuple[date, int]]:
    """(first day, how many days): months as roll_up() leaves them, then the days of the last quarters."""
    first = Quarter.now().before.before.first
    firsts = [date(one.year, 3 * one.number - late, 1) for one in _quarters_before(first) for late in (2, 1, 0)]
    months = [(day, (later - day).days) for day, later in itertools.pairwise([*firsts, first])]
    return [*months, *((first + timedelta(days=at), 1) for at in range((clock.today() - first).days))]


def _quarters_before(first: date) -> tuple[Quarter, Quarter]:
    quarter = Quarter.of(first).before
    return quarter.before, quarter


def write_sums(shop_ids: Sequence[int]) -> None:
    """What the city sees: its quarters that have ended, at once and not only when a worker comes round."""
    close_for(set(db.session.scalars(select(Subject.place_id).where(Subject.id.in_(shop_ids)))) - {None})  # type: ignore[arg-type]


def _about(mean: float, chance: random.Random) -> int:
    return int(max(0.0, chance.gauss(mean, mean / 3)) + chance.random())


def forget_sums() -> None:
    """Sums of towns in which invented shops were counted; inside a transaction(), before these shops go."""
    towns = select(Subject.place_id).where(
        Subject.kind == SHOP, Subject.origin == ORIGIN, Subject.place_id.is_not(None)
    )
    db.session.execute(delete(TownFigure).where(TownFigure.place_id.in_(towns)))
