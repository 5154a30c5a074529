"""A shop whose people are all blocked offers no help: what list, map and campaigns show follows its people."""

from typing import Any

from sqlalchemy import select

from app.accounts.events import PersonBlocked, PersonUnblocked
from app.accounts.models import Grant
from app.core.events import PersonRemoved
from app.extensions import db
from app.shops.kinds import OWNER
from app.shops.models import Shop, ShopHelp
from app.support.queries.shops import are_all_blocked
from app.support.services.options import keep_right


def follow_block(event: PersonBlocked | PersonUnblocked) -> None:
    """Inline: of each shop of this person, in the commit that blocks or unblocks."""
    mine = select(Grant.scope_id).where(Grant.role == OWNER, Grant.user_id == event.person_id)
    _keep_right(Shop.id.in_(mine))


def follow_leaving(event: PersonRemoved) -> None:
    """The last person who was not blocked may have gone."""
    _keep_right(Shop.id.in_(select(ShopHelp.shop_id)), are_all_blocked(Shop.id))


def _keep_right(*which: Any) -> None:
    for shop in db.session.scalars(select(Shop).where(*which).order_by(Shop.id)).all():
        keep_right(shop)
