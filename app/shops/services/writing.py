"""Writing an entry: begin, autosave, publish, change, close."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import delete, func, insert, select, update

from app.accounts.models import Grant
from app.accounts.services.log_ins import renew_ids
from app.core import audit, clock
from app.core.actors import Actor
from app.core.drafts import Draft
from app.core.markup import RENDERER_VERSION, render
from app.core.subjects import Subject
from app.core.text import sort_key
from app.core.transaction import transaction
from app.extensions import db
from app.media.models import Attachment
from app.shops.categories import CATEGORIES
from app.shops.events import ShopPublished
from app.shops.kinds import OWNER, SHOP, WHEELCHAIR_WORDS
from app.shops.models import Shop
from app.shops.permissions import owns_shop
from app.shops.services.changes import confirmed, written
from app.shops.services.hours import refresh_open, state_key_of
from app.shops.services.naming import name_address
from app.shops.services.positions import positioned
from app.shops.stewards.notices import Change, tell_people
from app.shops.stewards.predicates import looks_after

MOST_OF_ONE_PERSON = 20


@dataclass(frozen=True)
class ShopWords:
    """What a form says of a shop; see models.Shop. point: (lat, lon) or None."""

    title: str
    category: str
    place_id: int | None
    city: str
    summary: str = ""
    story_md: str = ""
    street: str = ""
    house_number: str = ""
    postcode: str = ""
    point: tuple[float, float] | None = None
    phone: str = ""
    email: str = ""
    website: str = ""
    online_shop: str = ""
    delivers: bool = False
    delivery_text: str = ""
    wheelchair: str = ""
    wheelchair_text: str = ""
    social: list[dict[str, str]] = field(default_factory=list)


OWN_FIELDS = (
    "category", "city", "street", "house_number", "postcode", "phone", "email", "website", "online_shop", "delivers",
    "delivery_text", "wheelchair", "wheelchair_text", "social", "story_md",
)  # fmt: skip

TOLD: dict[str, Callable[[ShopWords], str]] = {
    "Name": lambda words: words.title,
    "Art": lambda words: CATEGORIES[words.category].label,
    "Adresse": lambda words: " ".join(
        part for part in (words.street, words.house_number, words.postcode, words.city) if part
    ),
    "Lage auf der Karte": lambda words: "{}, {}".format(*words.point) if words.point else "",
    "Telefon": lambda words: words.phone,
    "Mit dem Rollstuhl": lambda words: f"{WHEELCHAIR_WORDS[words.wheelchair]}. {words.wheelchair_text}".rstrip(" ."),
}
"""How a mail names what the city has changed."""


def begin_shop(words: ShopWords, *, actor: Actor, typed: Mapping[str, Any] | None = None) -> Shop:
    """A draft; who begins it is its owner. typed: what its form shows next."""
    with transaction(raises_cache=False):
        subject = Subject(kind=SHOP, title=words.title, author_id=actor.id)
        db.session.add(subject)
        db.session.flush()
        shop = Shop(id=subject.id, claimed_at=clock.now())
        shop.subject = subject
        db.session.add(shop)
        _write(shop, words)
        db.session.flush()
        db.session.execute(insert(Grant).values(user_id=actor.id, role=OWNER, scope_id=shop.id, granted_by_id=actor.id))
        renew_ids(actor.id or 0)
        if typed is not None:
            db.session.add(Draft(subject_id=shop.id, data=dict(typed), changed_by_id=actor.id))
    return shop


def shop_count(actor: Actor) -> int:
    """How many a person has begun, for the limit."""
    query = select(func.count()).select_from(Grant).where(Grant.user_id == actor.id, Grant.role == OWNER)
    return db.session.scalar(query) or 0


def _write(shop: Shop, words: ShopWords) -> None:
    subject = shop.subject
    subject.title, subject.summary, subject.place_id = words.title, words.summary, words.place_id
    subject.sort_key = sort_key(words.title)
    for name in OWN_FIELDS:
        setattr(shop, name, getattr(words, name))
    shop.story_html, shop.renderer_version = render(words.story_md).html, RENDERER_VERSION
    positioned(shop, *(words.point or (None, None)))


def words_of(shop: Shop) -> ShopWords:
    """What it says now."""
    own: dict[str, Any] = {name: getattr(shop, name) for name in OWN_FIELDS}
    point = (shop.lat, shop.lon) if shop.lat is not None and shop.lon is not None else None
    subject = shop.subject
    return ShopWords(**own, title=subject.title, place_id=subject.place_id, summary=subject.summary, point=point)


def changes_between(before: ShopWords, after: ShopWords) -> list[Change]:
    """Of what a city may change."""
    pairs = ((label, said(before), said(after)) for label, said in TOLD.items())
    return [Change(label, old, new) for label, old, new in pairs if old != new]


def publish(shop: Shop, words: ShopWords, *, actor: Actor, version: int | None = None) -> None:
    """Write the words and show them to everybody; the first time the shop gets its address. Raises Stale.

    What its people have typed and not published stays when the city writes.
    """
    with transaction(shop, version=version) as tx:
        subject, is_new = shop.subject, shop.subject.state != "published"
        tell_people(tx, shop, actor, changes_between(words_of(shop), words))
        _write(shop, words)
        if is_new:
            if subject.slug is None:
                name_address(shop, subject)
            subject.state, subject.published_at = "published", subject.published_at or clock.now()
            db.session.execute(update(Attachment).where(Attachment.subject_id == shop.id).values(is_published=True))
        by = confirmer_of(actor, shop)
        if by:
            confirmed(shop, by)
        refresh_open(shop, state_key_of(shop))
        if by != "city":
            db.session.execute(delete(Draft).where(Draft.subject_id == shop.id))
        if is_new:
            written(shop, tx, actor)
            tx.publish(ShopPublished(SHOP, shop.id, actor.id))
        else:
            written(shop, tx, actor)


def confirmer_of(actor: Actor, shop: Shop) -> str:
    """ "shop", "city", or nothing for staff, who do not stand in the shop."""
    return "shop" if owns_shop(actor, shop) else "city" if looks_after(actor, shop) else ""


def confirm(shop: Shop, *, actor: Actor) -> None:
    """The entry is right as it stands, its hours too."""
    by, now = confirmer_of(actor, shop), clock.now()
    with transaction(shop) as tx:
        confirmed(shop, by)
        if shop.opening_hours or shop.hours_text:
            shop.hours_confirmed_at, shop.hours_confirmed_by = now, by
        refresh_open(shop, state_key_of(shop))
        written(shop, tx, actor)


def close(shop: Shop, *, actor: Actor | None) -> None:
    """Closed for good: the page stays and says so; list, map and search forget it."""
    with transaction(shop) as tx:
        if shop.closed_at is None:
            shop.closed_at = clock.now()
            shop.open_from = shop.open_to = None
            audit.record("shop.closed", actor_id=actor.id if actor else None, subject_id=shop.id)
            tell_people(tx, shop, actor, [Change("Stand", "geöffnet", "für immer geschlossen")])
            written(shop, tx, actor)


def reopen(shop: Shop, *, actor: Actor) -> None:
    with transaction(shop) as tx:
        shop.closed_at = None
        refresh_open(shop, state_key_of(shop))
        audit.record("shop.reopened", actor_id=actor.id, subject_id=shop.id)
        tell_people(tx, shop, actor, [Change("Stand", "für immer geschlossen", "wieder da")])
        written(shop, tx, actor)


def discard(shop: Shop) -> None:
    """Delete a draft nobody else has seen."""
    with transaction(shop, raises_cache=False):
        if shop.subject.slug is None:
            db.session.execute(delete(Subject).where(Subject.id == shop.id))
