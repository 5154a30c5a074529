"""What a campaign has brought: sums over the books of the shops that take part. Only receipts they have confirmed
within the window count; what was corrected or refunded of them since is taken off again."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import aliased

from app.campaigns.models import Campaign, CampaignShop
from app.campaigns.queries.shops import taking_part_in
from app.core import clock
from app.core.remembered import remembered
from app.core.subjects import Subject
from app.extensions import db
from app.support.kinds import MONEY
from app.support.models import Booking, SupportOrder

LEAST_SHOPS = 3
"""Sums by kind and week are told only of so many shops that have received them: fewer would tell of single ones."""


@dataclass(frozen=True)
class Total:
    """cents; payments: orders whose money is still there; shops: how many have received something."""

    cents: int = 0
    payments: int = 0
    shops: int = 0


def total_of(campaign: Campaign) -> Total:
    """Kept until the next write: the page and the frame of a running campaign are asked for often."""
    minute = int(clock.now().timestamp() // 60)
    return remembered(("campaigns.total", campaign.id, minute), lambda: counted_total(campaign))


def counted_total(campaign: Campaign) -> Total:
    """Nothing before it has begun."""
    if not _has_window(campaign):
        return Total()
    orders = _orders(campaign).subquery()
    query = select(func.sum(orders.c.cents), func.count(), func.count(orders.c.shop_id.distinct()))
    cents, payments, shops = db.session.execute(query).one()
    return Total(int(cents or 0), payments, shops)


@dataclass(frozen=True)
class Part:
    """shops: ids of those that have received it."""

    cents: int = 0
    payments: int = 0
    shops: frozenset[int] = frozenset()

    def __add__(self, other: "Part") -> "Part":
        return Part(self.cents + other.cents, self.payments + other.payments, self.shops | other.shops)


@dataclass(frozen=True)
class Parts:
    """By kind of order, and by the Monday of each week."""

    kinds: dict[str, Part]
    weeks: dict[date, Part]


def parts_of(campaign: Campaign) -> Parts:
    """For the report. One row per order is read."""
    kinds: dict[str, Part] = {}
    weeks: dict[date, Part] = {}
    if _has_window(campaign):
        for row in db.session.execute(_orders(campaign)):
            one = Part(int(row.cents), 1, frozenset({row.shop_id}))
            kinds[row.kind] = kinds.get(row.kind, Part()) + one
            weeks[_monday(row.at)] = weeks.get(_monday(row.at), Part()) + one
    return Parts(kinds, dict(sorted(weeks.items())))


def told_sums(campaign: Campaign) -> list[tuple[str, int, int]]:
    """(shop, cents, payments) of the shops that let the town read their own sum, by name."""
    if not _has_window(campaign):
        return []
    orders = _orders(campaign).subquery()
    mine = and_(CampaignShop.shop_id == orders.c.shop_id, CampaignShop.campaign_id == campaign.id)
    query = select(Subject.title, func.sum(orders.c.cents), func.count()).join(orders, orders.c.shop_id == Subject.id)
    query = query.join(CampaignShop, mine).where(CampaignShop.shares_sum)
    rows = db.session.execute(query.group_by(Subject.id, Subject.title, Subject.sort_key).order_by(Subject.sort_key))
    return [(title, int(cents), payments) for title, cents, payments in rows]


def _has_window(campaign: Campaign) -> bool:
    if campaign.starts_at is None or campaign.over_at is None:
        return False
    return campaign.starts_at < min(campaign.over_at, clock.now())


def _orders(campaign: Campaign) -> Select[Any]:
    """(shop_id, kind, cents, at) of each order with a receipt in the window whose money is still there."""
    receipt, corrected = aliased(Booking), aliased(Booking)
    in_window = and_(receipt.created_at >= campaign.starts_at, receipt.created_at < campaign.over_at)
    paid = select(receipt.order_id, func.min(receipt.created_at).label("at"))
    paid = paid.where(receipt.book == MONEY, receipt.kind == "receipt", in_window).group_by(receipt.order_id)
    mine = paid.subquery()
    counts = or_(
        and_(
            Booking.kind == "receipt", Booking.created_at >= campaign.starts_at, Booking.created_at < campaign.over_at
        ),
        and_(
            Booking.kind == "correction",
            corrected.created_at >= campaign.starts_at,
            corrected.created_at < campaign.over_at,
        ),
        Booking.kind.in_(("refund", "reversal")),
    )
    cents = func.sum(Booking.amount_cents)
    query = select(SupportOrder.shop_id, SupportOrder.kind, cents.label("cents"), mine.c.at).select_from(mine)
    query = query.join(SupportOrder, SupportOrder.id == mine.c.order_id)
    query = query.join(Subject, Subject.id == SupportOrder.shop_id)
    query = query.join(Booking, and_(Booking.order_id == mine.c.order_id, Booking.book == MONEY))
    query = query.outerjoin(corrected, corrected.id == Booking.corrects_id).where(counts)
    query = query.where(*taking_part_in(campaign)(Subject.id, Subject.place_id))
    if campaign.subject.origin != "demo":
        query = query.where(SupportOrder.is_demo.is_(False))
    grouped = query.group_by(SupportOrder.id, SupportOrder.shop_id, SupportOrder.kind, mine.c.at)
    return grouped.having(cents > 0)


def _monday(at: datetime) -> date:
    """The week is that of Berlin."""
    day = at.astimezone(clock.BERLIN).date()
    return day - timedelta(days=day.weekday())
