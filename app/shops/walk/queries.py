"""The shops of a round: those of one street by number, or the nearest that nobody has checked lately."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, case, func, or_, select

from app.core import clock
from app.core.subjects import Subject
from app.extensions import db
from app.shops.directory.wanted import Point
from app.shops.models import Shop
from app.shops.stewards.queries import here
from app.shops.walk.models import ShopCheck

MOST = 40
MOST_OF_A_STREET, MOST_STREETS = 400, 500
ROUND = timedelta(days=30)
TODAY = timedelta(hours=12)
COLUMNS = (
    Subject.id,
    Subject.title,
    Subject.slug,
    Shop.category,
    Shop.street,
    Shop.house_number,
    Shop.lat,
    Shop.lon,
    Shop.opening_hours,
    Shop.hours_text,
    Shop.claimed_at,
    Shop.closed_at,
    Shop.checked_by_city_at,
)


@dataclass(frozen=True)
class Stop:
    """One shop of the round. done: what was said of it in this round, None: nothing yet."""

    row: Row[Any]
    done: Row[Any] | None

    @property
    def is_done(self) -> bool:
        return self.done is not None or (
            self.row.checked_by_city_at is not None and self.row.checked_by_city_at > clock.now() - ROUND
        )


def _said(since: timedelta) -> ColumnElement[bool]:
    lately = select(ShopCheck.id).where(ShopCheck.shop_id == Subject.id, ShopCheck.created_at > clock.now() - since)
    return lately.where(ShopCheck.state == "done", ShopCheck.kind != "photo").exists()


def _checked() -> ColumnElement[bool]:
    return or_(func.coalesce(Shop.checked_by_city_at > clock.now() - ROUND, False), _said(ROUND))


def _to_visit() -> ColumnElement[bool]:
    """Closed ones only as long as the phone may take it back."""
    return Shop.closed_at.is_(None) | _said(TODAY)


def streets(place_ids: Sequence[int]) -> list[Row[Any]]:
    """(street, number, checked), by name."""
    checked = func.sum(case((_checked(), 1), else_=0)).label("checked")
    query = select(Shop.street, func.count().label("number"), checked).select_from(Subject)
    found = (
        query.join(Shop, Shop.id == Subject.id).where(*here(place_ids), Shop.closed_at.is_(None)).group_by(Shop.street)
    )
    return list(db.session.execute(found.order_by(Shop.street).limit(MOST_STREETS)))


def of_street(place_ids: Sequence[int], street: str) -> list[Row[Any]]:
    """By house number: 2, 2a, 10."""
    query = select(*COLUMNS).join(Shop, Shop.id == Subject.id).where(*here(place_ids), _to_visit())
    rows: Any = db.session.execute(query.where(Shop.street == street).order_by(Subject.id).limit(MOST_OF_A_STREET))
    return sorted(rows, key=lambda row: (natural(row.house_number), row.title))


def natural(number: str) -> tuple[int, str]:
    """ "12a" → (12, "a"); without a number last."""
    found = re.match(r"\s*(\d{1,6})\s*(.*)", number)
    return (int(found[1]), found[2].casefold()) if found else (1_000_000, number)


def nearest(place_ids: Sequence[int], point: Point) -> list[Row[Any]]:
    """Not checked in this round, or within the last hours: those stay to be seen and taken back."""
    lately = Shop.checked_by_city_at > clock.now() - TODAY
    open_ones = or_(~_checked(), func.coalesce(lately, False), _said(TODAY))
    query = select(*COLUMNS).join(Shop, Shop.id == Subject.id)
    found = query.where(*here(place_ids), _to_visit(), open_ones, Shop.lat.is_not(None))
    return list(db.session.execute(found.order_by(point.km_squared(), Subject.id).limit(MOST)))


def stops(rows: Sequence[Row[Any]]) -> list[Stop]:
    """With what was said last of each; one statement."""
    lately = ShopCheck.created_at > clock.now() - ROUND
    query = select(ShopCheck.shop_id, ShopCheck.key, ShopCheck.kind, ShopCheck.user_id, ShopCheck.done_at)
    said = query.where(ShopCheck.shop_id.in_([row.id for row in rows]), lately, ShopCheck.state == "done")
    found = db.session.execute(said.where(ShopCheck.kind != "photo").order_by(ShopCheck.id))
    last: dict[int, Any] = {row.shop_id: row for row in found}
    return [Stop(row, last.get(row.id)) for row in rows]
