"""Reads of shops: one of them and what hangs on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, or_, select
from sqlalchemy.orm import joinedload

from app.core import clock
from app.core.actors import Actor
from app.core.storage import StoredFile
from app.core.subjects import Subject
from app.extensions import db
from app.media.models import Attachment
from app.media.queries import file_url
from app.places.models import Place
from app.shops.kinds import OWNER, SHOP
from app.shops.models import Shop, ShopEvent, ShopSource
from app.shops.people import owner_addresses
from app.shops.services.hours import is_fresh
from app.shops.upkeep.freshness import fresh_since
from app.shops.words import now_sentence


def find_shop(slug: str) -> Shop | None:
    """A shop by the last part of its address: the slug, of a draft its public id."""
    if len(slug) > 100 or "\0" in slug:
        return None
    mine = or_(Subject.slug == slug, (Subject.slug.is_(None)) & (Subject.public_id == slug))
    query = select(Shop).join(Shop.subject).where(Subject.kind == SHOP, mine)
    return db.session.scalars(query.options(joinedload(Shop.subject))).first()


def place_of(shop: Shop) -> Any:
    """(id, name, key, state_key) of the municipality."""
    query = select(Place.id, Place.name, Place.key, Place.state_key)
    return db.session.execute(query.where(Place.id == shop.subject.place_id)).first()


@dataclass(frozen=True)
class Picture:
    id: int
    url: str
    small_url: str
    alt: str
    credit: str
    width: int | None
    height: int | None


def pictures_of(shop_id: int) -> list[Picture]:
    """In order; also those readers do not see yet, which only a draft has."""
    query = (
        select(
            Attachment.id, Attachment.alt_text, Attachment.credit, StoredFile.name, StoredFile.width, StoredFile.height
        )
        .join(StoredFile, StoredFile.id == Attachment.file_id)
        .where(Attachment.subject_id == shop_id, Attachment.role == "image")
        .order_by(Attachment.position, Attachment.id)
    )
    return [
        Picture(
            r.id, file_url(r.id, r.name), file_url(r.id, r.name, small=True), r.alt_text, r.credit, r.width, r.height
        )
        for r in db.session.execute(query)
    ]


def coming_events(shop_id: int) -> Sequence[ShopEvent]:
    """What is not over, cancelled ones too, the next first."""
    query = select(ShopEvent).where(ShopEvent.shop_id == shop_id, ShopEvent.ends_at > clock.now())
    return db.session.scalars(query.order_by(ShopEvent.starts_at, ShopEvent.id).limit(50)).all()


def sources_of(shop_id: int) -> list[Row[Any]]:
    """(name, url, licence, licence_url), each once."""
    columns = (ShopSource.name, ShopSource.url, ShopSource.licence, ShopSource.licence_url)
    return list(db.session.execute(select(*columns).where(ShopSource.shop_id == shop_id).distinct()))


def contact_address(shop: Shop) -> str:
    """Where a message goes: the shop's own address, else that of one of its people; empty for unclaimed entries."""
    if not shop.is_claimed or shop.is_closed:
        return ""
    return shop.email or next(iter(owner_addresses(shop.id)), "")


def is_open_now() -> ColumnElement[bool]:
    """Open this minute, by hours that shop or city have confirmed not too long ago."""
    now = clock.now()
    return (Shop.open_from <= now) & (Shop.open_to > now) & (Shop.hours_confirmed_at > fresh_since())


@dataclass(frozen=True)
class OpenState:
    """What the page says about now. until: the end of this span, or the start of the next."""

    is_open: bool
    until: datetime

    @property
    def words(self) -> str:
        return now_sentence(self.is_open, self.until)


def open_state(shop: Shop) -> OpenState | None:
    """None when we do not know: no hours, not confirmed, too old."""
    now = clock.now()
    if shop.open_from is None or shop.open_to is None or shop.is_closed or shop.open_to <= now:
        return None
    if not is_fresh(shop):
        return None
    return OpenState(True, shop.open_to) if shop.open_from <= now else OpenState(False, shop.open_from)


def shops_of(actor: Actor) -> list[Row[Any]]:
    """(title, slug, public_id, state, closed_at, claimed_at, confirmed_at, hours_confirmed_at) of a person's shops."""
    columns = (Subject.title, Subject.slug, Subject.public_id, Subject.state, Shop.closed_at)
    ids = [scope for role, scope in actor.roles if role == OWNER]
    query = (
        select(*columns, Shop.claimed_at, Shop.confirmed_at, Shop.hours_confirmed_at)
        .join(Shop, Shop.id == Subject.id)
        .where(Subject.id.in_(ids))
    )
    return list(db.session.execute(query.order_by(Subject.sort_key, Subject.id)))
