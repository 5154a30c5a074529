"""Shops that were told of a campaign hear once more when it is called off, or ended before its time."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from app.campaigns import links, window
from app.campaigns.events import CampaignStopped
from app.campaigns.models import Campaign, CampaignShop
from app.campaigns.queries.shops import taking_part_in
from app.core.subjects import Subject
from app.core.transaction import transaction
from app.extensions import db
from app.places.models import Place
from app.shops.directory.wanted import shown
from app.shops.models import Shop
from app.shops.people import owner_addresses

AT_ONCE = 50


def tell_shops(event: CampaignStopped) -> None:
    """Listener; may run twice: a letter is known by its key. Who does not take part, or never heard, hears nothing."""
    campaign = db.session.get(Campaign, event.id)
    if campaign is None or not campaign.subject.is_open or campaign.subject.origin == "demo":
        return
    shops, about = _told(campaign), _about(campaign)
    for start in range(0, len(shops), AT_ONCE):
        with transaction(raises_cache=False) as tx:
            for shop in shops[start : start + AT_ONCE]:
                for to in owner_addresses(shop.id):
                    ukey = f"campaign:{event.id}:stopped:{shop.id}:{to}"
                    tx.mail(to, "campaigns/mail/stopped", ukey=ukey, shop=shop.title, **about)


def _told(campaign: Campaign) -> Sequence[Any]:
    """(id, title)."""
    query = select(Subject.id, Subject.title).join(Shop, Shop.id == Subject.id)
    query = query.join(CampaignShop, CampaignShop.shop_id == Shop.id).where(CampaignShop.campaign_id == campaign.id)
    query = query.where(CampaignShop.told_at.is_not(None), Shop.claimed_at.is_not(None), *shown())
    taking_part = taking_part_in(campaign)(Subject.id, Subject.place_id)
    return db.session.execute(query.where(*taking_part).order_by(Subject.id)).all()


def _about(campaign: Campaign) -> dict[str, Any]:
    place = db.session.scalar(select(Place.name).where(Place.id == campaign.subject.place_id))
    return {
        "title": campaign.subject.title,
        "by": "Die Redaktion" if campaign.stopped_by == "staff" else place,
        "is_called_off": campaign.is_called_off,
        "when": window.words(campaign.starts_at, campaign.ends_at),
        "reason": campaign.stop_reason,
        "page": links.address_of(campaign.subject.address),
    }
