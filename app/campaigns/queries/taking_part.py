"""Which campaigns a shop belongs to, and one of them by its stable name."""

from typing import Any

from sqlalchemy import Row, or_, select
from sqlalchemy.orm import contains_eager

from app.campaigns.kinds import CAMPAIGN
from app.campaigns.models import Campaign, CampaignShop
from app.campaigns.queries.listing import OVER_AT
from app.core import clock
from app.core.subjects import Subject, open_only
from app.extensions import db
from app.shops.models import Shop


def find_by_public_id(public_id: str) -> Campaign | None:
    query = select(Campaign).join(Campaign.subject).options(contains_eager(Campaign.subject))
    return db.session.scalar(query.where(Subject.kind == CAMPAIGN, Subject.public_id == public_id))


def campaigns_of_shop(shop: Shop) -> list[Row[Any]]:
    """(id, public_id, title, slug, starts_at, ends_at, over_at, left_at, shares_sum): what runs or comes and means the
    shop, and what is over as long as the town may read the shop's sum of it."""
    columns = (Subject.id, Subject.public_id, Subject.title, Subject.slug, Campaign.starts_at, Campaign.ends_at)
    query = select(*columns, OVER_AT.label("over_at"), CampaignShop.left_at, CampaignShop.shares_sum).join(
        Campaign, Campaign.id == Subject.id
    )
    query = query.outerjoin(CampaignShop, (CampaignShop.campaign_id == Campaign.id) & (CampaignShop.shop_id == shop.id))
    means = or_((Campaign.covers == "town") & (Subject.place_id == shop.subject.place_id), CampaignShop.is_chosen)
    matters = or_(clock.now() < OVER_AT, CampaignShop.shares_sum)
    return list(db.session.execute(open_only(query).where(means, matters).order_by(Campaign.starts_at)))
