"""Which shops take part, as a condition that list, map, totals and mails share."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, func, or_, select

from app.campaigns.models import Campaign, CampaignShop
from app.core.paging import Page, page_of, window
from app.core.subjects import Subject
from app.core.text import sort_key
from app.extensions import db
from app.organisations.cards import Card
from app.shops.directory.rows import ROWS, drawn
from app.shops.directory.wanted import shown
from app.shops.kinds import HELPS
from app.shops.models import Shop, ShopHelp

PER_PAGE = 12
MOST_FOUND = 50


def takes_part(campaign_id: int, covers: str, place_id: int | None) -> Any:
    """where(id, place_id): conditions over these columns of any table of shops."""
    rows = select(CampaignShop.shop_id).where(CampaignShop.campaign_id == campaign_id)
    chosen = rows.where(CampaignShop.is_chosen, CampaignShop.left_at.is_(None))
    left = rows.where(CampaignShop.left_at.is_not(None))

    def where(shop_id: Any, town_id: Any) -> tuple[ColumnElement[bool], ...]:
        if covers == "chosen":
            return (shop_id.in_(chosen),)
        return (town_id == place_id, shop_id.not_in(left))

    return where


def taking_part_in(campaign: Campaign) -> Any:
    return takes_part(campaign.id, campaign.covers, campaign.subject.place_id)


def is_of(campaign: Campaign) -> Any:
    """Belongs to the campaign as the town has drawn it, whether the shop has left or not."""
    rows = select(CampaignShop.shop_id).where(CampaignShop.campaign_id == campaign.id, CampaignShop.is_chosen)
    return Subject.id.in_(rows) if campaign.covers == "chosen" else Subject.place_id == campaign.subject.place_id


def shop_page(campaign: Campaign, number: int) -> Page:
    """Cards with the ways to help them; somebody's shops first. Two statements."""
    query = ROWS.where(*shown(), *taking_part_in(campaign)(Subject.id, Subject.place_id))
    ordered = query.order_by(Shop.claimed_at.is_(None), Subject.sort_key, Subject.id)
    rows = db.session.execute(window(ordered, number, PER_PAGE)).all()
    helps = _helps([row.id for row in rows])
    return page_of([_with_helps(drawn(row), helps[row.id]) for row in rows], number, PER_PAGE)


def shop_count(campaign: Campaign) -> int:
    return db.session.scalar(_counted(campaign)) or 0


def claimed_count(campaign: Campaign) -> int:
    return db.session.scalar(_counted(campaign).where(Shop.claimed_at.is_not(None))) or 0


def _counted(campaign: Campaign) -> Select[Any]:
    query = select(func.count()).select_from(Subject).join(Shop, Shop.id == Subject.id)
    return query.where(*shown(), *taking_part_in(campaign)(Subject.id, Subject.place_id))


def _helps(ids: Sequence[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    query = select(ShopHelp.shop_id, ShopHelp.kind).where(ShopHelp.shop_id.in_(ids))
    kinds = {(row.shop_id, row.kind) for row in db.session.execute(query)} if ids else set()
    for shop_id in ids:
        found[shop_id] = [label for code, label in HELPS.items() if (shop_id, code) in kinds]
    return found


def _with_helps(card: Card, helps: list[str]) -> Card:
    return replace(card, badges=(*card.badges, *((one, "neutral") for one in helps)))


def chosen_shops(campaign_id: int) -> list[Row[Any]]:
    """(id, title, street, house_number, left_at) of the shops the town has named."""
    query = select(Subject.id, Subject.title, Shop.street, Shop.house_number, CampaignShop.left_at)
    query = query.join(Shop, Shop.id == Subject.id).join(CampaignShop, CampaignShop.shop_id == Shop.id)
    mine = query.where(CampaignShop.campaign_id == campaign_id, CampaignShop.is_chosen)
    return list(db.session.execute(mine.order_by(Subject.sort_key, Subject.id)))


def found_shops(campaign: Campaign, text: str) -> list[Row[Any]]:
    """(id, title, street, house_number) of shops of the town by name or street that are not chosen yet."""
    chosen = select(CampaignShop.shop_id).where(CampaignShop.campaign_id == campaign.id, CampaignShop.is_chosen)
    here = and_(Subject.place_id == campaign.subject.place_id, Subject.id.not_in(chosen))
    by_street = func.lower(Shop.street).contains(text.lower(), autoescape=True)
    like = or_(Subject.sort_key.contains(sort_key(text), autoescape=True), by_street)
    query = select(Subject.id, Subject.title, Shop.street, Shop.house_number).join(Shop, Shop.id == Subject.id)
    return list(db.session.execute(query.where(*shown(), here, like).order_by(Subject.sort_key).limit(MOST_FOUND + 1)))
