"""Sums of towns, quarter by quarter."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from app.extensions import db
from app.shops.figures.kinds import KINDS, SEEN
from app.shops.figures.quarters import Quarter
from app.shops.figures.towns.models import TownFigure


@dataclass(frozen=True)
class TownQuarter:
    """numbers: by kind; None: too few shops. shops: how many were seen at all, as far as they are enough."""

    quarter: Quarter
    numbers: dict[str, int | None]
    shops: int | None


def sums_of(place_ids: Sequence[int]) -> dict[int, list[TownQuarter]]:
    """By town, the latest quarter first; one statement."""
    columns = (TownFigure.place_id, TownFigure.quarter, TownFigure.kind, TownFigure.number, TownFigure.shops)
    query = select(*columns).where(TownFigure.place_id.in_(place_ids)).order_by(TownFigure.quarter.desc())
    by_quarter: dict[tuple[int, Quarter], dict[str, Any]] = {}
    for row in db.session.execute(query):
        by_quarter.setdefault((row.place_id, Quarter.of(row.quarter)), {})[row.kind] = row
    found: dict[int, list[TownQuarter]] = {one: [] for one in place_ids}
    for (place_id, quarter), rows in by_quarter.items():
        numbers = {kind: rows[kind].number for kind in KINDS}
        found[place_id].append(TownQuarter(quarter, numbers, rows[SEEN].shops))
    return found
