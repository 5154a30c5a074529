"""What passes with time: shops hear of a campaign, it begins, it ends. Each is done once, also when it comes late."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, and_, func, or_, select

from app.campaigns import links, window
from app.campaigns.kinds import OVER
from app.campaigns.models import Campaign, CampaignShop
from app.campaigns.queries.shops import taking_part_in
from app.campaigns.queries.totals import counted_total
from app.campaigns.services.writing import written
from app.core import clock
from app.core.subjects import Subject, open_only
from app.core.transaction import Transaction, transaction
from app.extensions import db
from app.organisations.queries import contact_address
from app.places.models import Place
from app.shops.directory.wanted import shown
from app.shops.models import Shop
from app.shops.people import owner_addresses

AT_ONCE = 50


def _over() -> Any:
    return func.coalesce(Campaign.stopped_at, Campaign.ends_at)


def _due() -> Any:
    now = clock.now()
    begins = and_(Campaign.opened_at.is_(None), Campaign.starts_at <= now)
    ends = and_(Campaign.closed_at.is_(None), _over() <= now)
    query = open_only(select(Campaign).join(Campaign.subject))
    return query.where(or_(begins, ends)).order_by(Campaign.id).limit(AT_ONCE)


def is_due() -> bool:
    return db.session.scalar(_due().with_only_columns(Campaign.id).order_by(None)) is not None


def tick() -> None:
    """Ticker: what has begun or ended since the last time."""
    for campaign in db.session.scalars(_due()).all():
        with transaction(campaign) as tx:
            _pass(campaign, tx)


def _pass(campaign: Campaign, tx: Transaction) -> None:
    now = clock.now()
    if campaign.opened_at is None and campaign.starts_at and campaign.starts_at <= now:
        campaign.opened_at = now
    if campaign.closed_at is None and campaign.over_at and campaign.over_at <= now:
        campaign.closed_at = now
        campaign.opened_at = campaign.opened_at or now
        _tell_town(campaign, tx)
    written(campaign, tx, None)


def _tell_town(campaign: Campaign, tx: Transaction) -> None:
    """At the end, with the way to the report."""
    to = contact_address(campaign.subject.owner_id) if campaign.subject.owner_id else ""
    if not to or campaign.subject.origin == "demo":
        return
    about = {"title": campaign.subject.title, "total": counted_total(campaign), "is_stopped": bool(campaign.stopped_at)}
    page = links.address_of(campaign.subject.address)
    about |= {"by_staff": campaign.stopped_by == "staff", "reason": campaign.stop_reason}
    tx.mail(to, "campaigns/mail/ended", ukey=f"campaign:{campaign.id}:ended", page=page, **about)


def tell_shops() -> None:
    """Ticker: somebody's shops that take part and have not been written to, also those that came later."""
    for campaign in db.session.scalars(_live()).all():
        for number in [row.id for row in _untold(campaign)]:
            _tell(campaign, number)


def are_shops_to_tell() -> bool:
    return any(_untold(campaign, 1) for campaign in db.session.scalars(_live()))


def _live() -> Any:
    """Switched on and not over, invented ones left out: their shops hear nothing."""
    query = open_only(select(Campaign).join(Campaign.subject))
    return query.where(_over() > clock.now(), Subject.origin != "demo").order_by(Campaign.id)


def _untold(campaign: Campaign, most: int = AT_ONCE) -> Sequence[Row[Any]]:
    told = select(CampaignShop.shop_id).where(
        CampaignShop.campaign_id == campaign.id, CampaignShop.told_at.is_not(None)
    )
    query = select(Subject.id).join(Shop, Shop.id == Subject.id).where(*shown(), Shop.claimed_at.is_not(None))
    query = query.where(*taking_part_in(campaign)(Subject.id, Subject.place_id), Subject.id.not_in(told))
    return db.session.execute(query.order_by(Subject.id).limit(most)).all()


def _tell(campaign: Campaign, number: int) -> None:
    """Under the lock under which shops decide: who has just said no, or was told, hears nothing."""
    with transaction(campaign, raises_cache=False) as tx:
        row = db.session.get(CampaignShop, (campaign.id, number), populate_existing=True)
        if (row and (row.told_at or row.left_at)) or campaign.phase == OVER:
            return
        row = row or CampaignShop(campaign_id=campaign.id, shop_id=number)
        row.told_at = clock.now()
        db.session.add(row)
        shop = db.session.get_one(Shop, number)
        place = db.session.scalar(select(Place.name).where(Place.id == campaign.subject.place_id))
        about = {
            "title": campaign.subject.title,
            "summary": campaign.subject.summary,
            "shop": shop.subject.title,
            "place": place,
            "when": window.words(campaign.starts_at, campaign.ends_at),
            "page": links.address_of(campaign.subject.address),
            "decide": links.address_of(links.path_for(campaign, shop)),
        }
        for to in owner_addresses(number):
            tx.mail(to, "campaigns/mail/taking_part", ukey=f"campaign:{campaign.id}:shop:{number}:{to}", **about)
