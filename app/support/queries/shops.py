"""The shop that is helped, and its people."""

from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from app.accounts.models import Grant, User
from app.core.subjects import Subject
from app.extensions import db
from app.shops.kinds import OWNER, SHOP
from app.shops.models import Shop


def find_shop(slug: str) -> Shop | None:
    query = select(Shop).join(Shop.subject).options(contains_eager(Shop.subject))
    return db.session.scalar(query.where(Subject.kind == SHOP, Subject.slug == slug))


def takes_help(shop: Shop) -> bool:
    """Open to all, in business, and looked after by somebody: an entry from open data gets no money button."""
    return shop.is_claimed and not shop.is_closed and shop.subject.is_open


def owner_addresses(shop_id: int) -> list[str]:
    """Mail addresses of the shop's people."""
    query = select(User.email).join(Grant, Grant.user_id == User.id)
    own = query.where(Grant.role == OWNER, Grant.scope_id == shop_id)
    here = own.where(User.left_at.is_(None), User.blocked_at.is_(None), User.email != "")
    return sorted(set(db.session.scalars(here)))
