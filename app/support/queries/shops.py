"""The shop that is helped, and its people."""

from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import contains_eager

from app.accounts.models import Grant, User
from app.core.subjects import Subject, open_only
from app.extensions import db
from app.shops.kinds import OWNER, SHOP
from app.shops.models import Shop


def find_shop(slug: str) -> Shop | None:
    query = select(Shop).join(Shop.subject).options(contains_eager(Shop.subject))
    return db.session.scalar(query.where(Subject.kind == SHOP, Subject.slug == slug))


def public_page(shop_id: int | None) -> Subject | None:
    """Of a shop that everybody may see, closed or not; None when it is gone or hidden."""
    return db.session.scalar(open_only(select(Subject)).where(Subject.kind == SHOP, Subject.id == shop_id))


def takes_help(shop: Shop) -> bool:
    """Open to all, in business, and looked after by somebody: an entry from open data gets no money button."""
    return shop.is_claimed and not shop.is_closed and shop.subject.is_open


def is_halted(shop_id: int | None) -> bool:
    """Staff keeps all of its people out: nobody should send it money now, also not for what was ordered before."""
    return bool(db.session.scalar(select(are_all_blocked(shop_id))))


def are_all_blocked(shop_id: Any) -> ColumnElement[bool]:
    """A condition: staff keeps every one of the shop's people out. shop_id: a number, or a column of the query."""
    people = select(Grant.id).join(User, User.id == Grant.user_id)
    mine = people.where(Grant.role == OWNER, Grant.scope_id == shop_id)
    return mine.where(User.blocked_at.is_not(None)).exists() & ~mine.where(User.blocked_at.is_(None)).exists()
