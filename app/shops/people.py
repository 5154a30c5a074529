"""Who looks after a shop, and where word reaches them."""

from sqlalchemy import select

from app.accounts.models import Grant, User
from app.extensions import db
from app.shops.kinds import OWNER


def owner_addresses(shop_id: int) -> list[str]:
    """Mail addresses of the shop's people, without who is blocked or gone; never shown."""
    query = select(User.email).join(Grant, Grant.user_id == User.id)
    own = query.where(Grant.role == OWNER, Grant.scope_id == shop_id)
    here = own.where(User.left_at.is_(None), User.blocked_at.is_(None), User.email != "")
    return sorted(set(db.session.scalars(here)))
