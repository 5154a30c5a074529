"""The page that tells who changed what of a shop: for its people, the town's organisation and staff."""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from typing import Any

from flask import Blueprint, render_template
from sqlalchemy import select

from app.accounts.models import User
from app.core.drafts import Revision
from app.core.formats import german_date
from app.core.guards import allow
from app.core.languages import _
from app.core.paging import Page, page_number, page_of
from app.extensions import db
from app.shops import queries
from app.shops.categories import CATEGORIES
from app.shops.history.keeping import FIELDS
from app.shops.hours.said import hours_said
from app.shops.kinds import WHEELCHAIR_WORDS
from app.shops.models import Shop
from app.shops.permissions import ShopAction

bp = Blueprint("shop_history", __name__)
PER_PAGE = 20
WORDS = {"category": {code: one.label for code, one in CATEGORIES.items()}, "wheelchair": WHEELCHAIR_WORDS}


@dataclass(frozen=True)
class Change:
    """rows: (what, before, now); none for the first that was kept. author: "" without log-in."""

    number: int
    created_at: datetime
    author: str
    rows: list[tuple[str, str, str]]


@bp.get("/laeden/<slug>/verlauf")
@allow(ShopAction.HISTORY, load=queries.find_shop)
def changes(shop: Shop) -> str:
    return render_template("shops/history.html", shop=shop, subject=shop.subject, page=page_of_changes(shop.id))


def page_of_changes(shop_id: int) -> Page:
    """Newest first; each told against the one before it."""
    number = page_number()
    query = select(Revision.number, Revision.data, Revision.created_at, User.name)
    query = query.outerjoin(User, User.id == Revision.author_id).where(Revision.subject_id == shop_id)
    newest = query.order_by(Revision.number.desc()).offset((number - 1) * PER_PAGE).limit(PER_PAGE + 1)
    rows = db.session.execute(newest).all()
    told = [_change(row, before.data) for row, before in pairwise(rows)]
    first = [_change(rows[-1], None)] if rows and len(rows) <= PER_PAGE else []
    return page_of([*told, *first, *([None] if len(rows) > PER_PAGE else [])], number, PER_PAGE)


def _change(row: Any, before: dict[str, Any] | None) -> Change:
    known = [name for name in FIELDS if before and name in row.data and name in before]
    differ = [name for name in known if row.data[name] != (before or {})[name]]
    rows = [(_(FIELDS[name]), _words(name, (before or {})[name]), _words(name, row.data[name])) for name in differ]
    return Change(row.number, row.created_at, row.name or "", rows)


def _words(name: str, value: str) -> str:
    if name == "hours":
        return "; ".join(hours_said(value, "")) or "–"
    if name == "closed" and value:
        return german_date(date.fromisoformat(value))
    return _(WORDS.get(name, {}).get(value, "")) or value or "–"
