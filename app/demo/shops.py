"""The invented shops of the demo; hours are confirmed and events dated from the day they are loaded."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from sqlalchemy import delete, insert, select

from app.accounts.models import Grant
from app.core import clock, storage
from app.core.markup import RENDERER_VERSION, render
from app.core.pictures import read_picture
from app.core.subjects import Subject
from app.core.text import slugify, sort_key
from app.demo.attachments import CREDIT
from app.demo.cases import ORIGIN, Cast
from app.demo.records import FOLDER, DemoShop
from app.extensions import db
from app.media.models import Attachment
from app.places.matching import by_key
from app.places.towns import Town
from app.shops.cards import card_for
from app.shops.figures.quarters import Quarter
from app.shops.kinds import OWNER, SHOP
from app.shops.links import social_of
from app.shops.models import Shop, ShopEvent
from app.shops.services.hours import refresh_open
from app.shops.services.pictures import show_first
from app.shops.services.positions import positioned
from app.shops.upkeep.letters import write_to

HEIDELBERG = "08221000"
PLAIN = (
    "category", "street", "house_number", "postcode", "opening_hours", "hours_text", "phone", "website", "online_shop",
    "delivers", "delivery_text", "wheelchair", "wheelchair_text",
)  # fmt: skip


def load_shops(listed: Sequence[DemoShop], cast: Cast) -> list[int]:
    """Write them; inside a transaction(). Returns the subject ids."""
    query = select(Subject.external_id, Subject.id).where(Subject.kind == SHOP, Subject.origin == ORIGIN)
    known = {row.external_id: row.id for row in db.session.execute(query)}
    town = by_key(HEIDELBERG)
    return [_load(one, cast, known.get(one.key), town) for one in listed]


def write_letters(listed: Sequence[DemoShop], cast: Cast) -> None:
    """The letter of the last quarter to everybody with a shop, so that there is one to read in the outbox."""
    for person in sorted({cast.people[one.owner] for one in listed}):
        write_to(person, Quarter.now().before)


def _load(one: DemoShop, cast: Cast, known: int | None, town: Town | None) -> int:
    shop = db.session.get_one(Shop, known) if known else _new(one)
    subject, now = shop.subject, clock.now()
    subject.title, subject.summary, subject.sort_key = one.title, one.summary, sort_key(one.title)
    subject.place_id = town.id if town else None
    for name in PLAIN:
        setattr(shop, name, getattr(one, name))
    shop.city, shop.social = "Heidelberg", [social_of(url) for url in one.social]
    shop.story_md, shop.story_html, shop.renderer_version = one.story, render(one.story).html, RENDERER_VERSION
    positioned(shop, one.lat, one.lon)
    shop.claimed_at, shop.confirmed_at, shop.confirmed_by = now, now, one.confirmed_by
    shop.hours_confirmed_at, shop.hours_confirmed_by = now, one.confirmed_by
    shop.checked_by_city_at = now if one.confirmed_by == "city" else None
    refresh_open(shop, town.state_key if town else None)
    _write_parts(shop, one, cast)
    subject.card = card_for(shop)
    show_first(shop)
    return shop.id


def _new(one: DemoShop) -> Shop:
    subject = Subject(kind=SHOP, origin=ORIGIN, external_id=one.key, title=one.title, state="published")
    subject.slug, subject.published_at = slugify(one.title), clock.now()
    db.session.add(subject)
    db.session.flush()
    shop = Shop(id=subject.id)
    shop.subject = subject
    db.session.add(shop)
    db.session.flush()
    if one.image:
        _hang(one, shop.id)
    return shop


def _hang(one: DemoShop, shop_id: int) -> None:
    read = read_picture((FOLDER / one.image).read_bytes())
    full, small = (
        storage.keep(
            size.content, name=f"{one.key}{end}.webp", media_type=size.media_type, width=size.width, height=size.height
        )
        for size, end in ((read.full, ""), (read.small, "-klein"))
    )
    row = Attachment(subject_id=shop_id, role="image", file=full, thumbnail_file_id=small.id, position=1)
    row.alt_text, row.credit, row.is_published = one.image_alt, CREDIT, True
    db.session.add(row)
    db.session.flush()


def _write_parts(shop: Shop, one: DemoShop, cast: Cast) -> None:
    """Its owner and events, anew."""
    db.session.execute(delete(Grant).where(Grant.scope_id == shop.id))
    db.session.execute(insert(Grant).values(user_id=cast.people[one.owner], role=OWNER, scope_id=shop.id))
    db.session.execute(delete(ShopEvent).where(ShopEvent.shop_id == shop.id))
    for event in one.events:
        day = clock.today() + timedelta(days=event.days)
        starts = datetime.combine(day, time.fromisoformat(event.time), tzinfo=clock.BERLIN)
        ends = starts + timedelta(minutes=event.minutes)
        db.session.add(ShopEvent(shop_id=shop.id, title=event.title, text=event.text, starts_at=starts, ends_at=ends))
    db.session.flush()
