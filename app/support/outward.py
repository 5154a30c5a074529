"""Links of ways to help that lead elsewhere, for the watch over links."""

from collections.abc import Sequence

from sqlalchemy import select

from app.extensions import db
from app.support.models import SupportOption


def outward_links(shop_ids: Sequence[int] | None) -> Sequence[tuple[int, str]]:
    """(shop, address) of those that are on, of all shops or of these."""
    query = select(SupportOption.shop_id, SupportOption.url).where(SupportOption.url != "", SupportOption.is_on)
    if shop_ids is not None:
        query = query.where(SupportOption.shop_id.in_(shop_ids))
    return [(row.shop_id, row.url) for row in db.session.execute(query.order_by(SupportOption.id))]
