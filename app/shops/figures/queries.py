"""Figures of shops, quarter by quarter."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from app.core import clock
from app.extensions import db
from app.shops.figures.kinds import KINDS, SEEN
from app.shops.figures.models import ShopFigure
from app.shops.figures.quarters import Quarter
from app.shops.figures.tips import Tip, tips_for

ENOUGH = 20
"""Fewer views in a quarter than this say nothing: then a tip stands where figures would."""

WEEKS = 13
Numbers = Mapping[str, int]


@dataclass(frozen=True)
class Figures:
    """now, before: numbers by kind of kinds.KINDS, all kinds there. before: the quarter before; while the quarter runs,
    only as many days of it, so that the two can be compared. enough: there is something to show. tip, tip_path: what
    would help most, and where; None and "" when there is enough."""

    now: Numbers
    before: Numbers
    enough: bool
    tip: str | None = None
    tip_path: str = ""


def figures_of(shop_ids: Sequence[int], quarter: Quarter) -> dict[int, Figures]:
    """Of each shop; two statements at most, however many shops."""
    before = quarter.before
    span = ShopFigure.day.between(before.first, quarter.last)
    compared = (ShopFigure.day >= quarter.first) | (ShopFigure.day <= quarter.compared_until)
    is_now = ShopFigure.day >= quarter.first
    query = select(ShopFigure.shop_id, ShopFigure.kind, is_now, func.sum(ShopFigure.number)).where(span, compared)
    rows = db.session.execute(
        query.where(ShopFigure.shop_id.in_(shop_ids)).group_by(ShopFigure.shop_id, ShopFigure.kind, is_now)
    )
    found = {(shop_id, kind, bool(now)): int(number) for shop_id, kind, now, number in rows}
    numbers = {one: tuple(_numbers(found, one, now) for now in (True, False)) for one in shop_ids}
    few = [one for one, (now, _) in numbers.items() if now[SEEN] < ENOUGH]
    tips = tips_for(few) if few else {}
    return {one: _figures(now, past, tips.get(one)) for one, (now, past) in numbers.items()}


def _numbers(found: Mapping[tuple[int, str, bool], int], shop_id: int, now: bool) -> dict[str, int]:
    return {kind: found.get((shop_id, kind, now), 0) for kind in KINDS}


def _figures(now: Numbers, before: Numbers, tip: Tip | None) -> Figures:
    enough = now[SEEN] >= ENOUGH
    sentence, path = (None, "") if enough or tip is None else tip
    return Figures(now, before, enough, sentence, path)


def weeks_of(shop_id: int, quarter: Quarter) -> list[int | None]:
    """Views by week of the quarter, counted from its first day; the last one has six to eight days.

    None: weeks that have not begun.
    """
    query = select(ShopFigure.day, func.sum(ShopFigure.number)).where(ShopFigure.shop_id == shop_id)
    seen = query.where(ShopFigure.kind == SEEN, ShopFigure.day.between(quarter.first, quarter.last))
    begun = min(WEEKS, (clock.today() - quarter.first).days // 7 + 1)
    weeks: list[int | None] = [0 if week < begun else None for week in range(WEEKS)]
    for day, number in db.session.execute(seen.group_by(ShopFigure.day)):
        week = min(WEEKS - 1, (day - quarter.first).days // 7)
        weeks[week] = (weeks[week] or 0) + int(number)
    return weeks


def quarters_of(shop_id: int) -> dict[Quarter, dict[str, int]]:
    """Numbers by kind of every quarter that has any, the latest first; at most three years."""
    query = select(ShopFigure.day, ShopFigure.kind, func.sum(ShopFigure.number)).where(ShopFigure.shop_id == shop_id)
    found: dict[Quarter, dict[str, int]] = {}
    for day, kind, number in db.session.execute(query.group_by(ShopFigure.day, ShopFigure.kind)):
        numbers = found.setdefault(Quarter.of(day), dict.fromkeys(KINDS, 0))
        numbers[kind] += int(number)
    return dict(sorted(found.items(), reverse=True))


def clicks_of(shop_id: int) -> Counter[str]:
    """How often each link outside was followed, by way, as far back as figures are kept."""
    query = select(ShopFigure.way, func.sum(ShopFigure.number)).where(ShopFigure.shop_id == shop_id)
    rows = db.session.execute(query.where(ShopFigure.way != "").group_by(ShopFigure.way))
    return Counter({way: int(number) for way, number in rows})
