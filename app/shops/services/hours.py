"""Writing opening hours, saying that they are right, and keeping "jetzt geöffnet" up to the minute."""

from sqlalchemy import case, select

from app.core import clock
from app.core.actors import Actor
from app.core.subjects import Subject
from app.core.transaction import Transaction, transaction
from app.extensions import db
from app.places.models import Place
from app.shops.hours.holidays import AUGSBURG, region_of
from app.shops.hours.opening import next_span
from app.shops.models import Shop
from app.shops.services.changes import confirmed, written
from app.shops.stewards.notices import Change, tell_people
from app.shops.upkeep.freshness import fresh_since

MOST_AT_ONCE, MOST_ROUNDS = 500, 20


def set_hours(shop: Shop, opening_hours: str | None, hours_text: str, *, by: str, actor: Actor | None) -> None:
    """New hours, confirmed by who writes them. opening_hours: readable syntax or None. by: "shop" or "city"."""
    with transaction(shop) as tx:
        before = hours_in_words(shop)
        shop.opening_hours, shop.hours_text = opening_hours or None, hours_text
        tell_people(tx, shop, actor, [Change("Öffnungszeiten", before, hours_in_words(shop))])
        _confirmed(shop, tx, by, actor)


def confirm_hours(shop: Shop, *, by: str, actor: Actor | None) -> None:
    """They are right as they stand."""
    with transaction(shop) as tx:
        _confirmed(shop, tx, by, actor)


def hours_in_words(shop: Shop) -> str:
    """As a mail tells them: the syntax people know from maps, and what stands beside it."""
    return "; ".join(part for part in (shop.opening_hours, shop.hours_text) if part)


def _confirmed(shop: Shop, tx: Transaction, by: str, actor: Actor | None) -> None:
    """by: "shop", "city", or nothing when staff wrote them: then nobody has confirmed them."""
    now = clock.now()
    has_hours = bool(by and (shop.opening_hours or shop.hours_text))
    shop.hours_confirmed_at, shop.hours_confirmed_by = (now, by) if has_hours else (None, "")
    if by:
        confirmed(shop, by)
    refresh_open(shop, state_key_of(shop))
    written(shop, tx, actor)


def state_key_of(shop: Shop) -> str | None:
    """Whose holidays count: the Land, or the town that has its own; None where the municipality is not known."""
    row = db.session.execute(select(Place.state_key, Place.key).where(Place.id == shop.subject.place_id)).first()
    return region_of(row.state_key, row.key) if row else None


def refresh_open(shop: Shop, state_key: str | None) -> None:
    """Write open_from and open_to anew, inside a transaction; empty without hours confirmed not too long ago.

    state_key: as of state_key_of.
    """
    span = None
    if shop.opening_hours and is_fresh(shop) and not shop.is_closed:
        span = next_span(shop.opening_hours, state_key, clock.now())
    shop.open_from, shop.open_to = span or (None, None)


def is_fresh(shop: Shop) -> bool:
    return shop.hours_confirmed_at is not None and shop.hours_confirmed_at > fresh_since()


def are_spans_due() -> bool:
    return db.session.scalar(_due().limit(1)) is not None


def refresh_due() -> None:
    """Every minute: shops whose span is over get the next one."""
    for _round in range(MOST_ROUNDS):
        with transaction():
            rows = db.session.execute(_due().limit(MOST_AT_ONCE)).all()
            for shop, state_key in rows:
                refresh_open(shop, state_key)
        if len(rows) < MOST_AT_ONCE:
            return


def _due():  # type: ignore[no-untyped-def]
    return _with_state().where(Shop.open_to <= clock.now()).order_by(Shop.open_to)


def refresh_resting() -> None:
    """Every night: shops that had nothing ahead for two weeks may open again."""
    last = 0
    while True:
        with transaction():
            fresh = (Shop.hours_confirmed_at > fresh_since(), Shop.opening_hours.is_not(None))
            query = _with_state().where(Shop.open_to.is_(None), Shop.closed_at.is_(None), Shop.id > last, *fresh)
            rows = db.session.execute(query.order_by(Shop.id).limit(MOST_AT_ONCE)).all()
            for shop, state_key in rows:
                refresh_open(shop, state_key)
        if len(rows) < MOST_AT_ONCE:
            return
        last = rows[-1][0].id


def _with_state():  # type: ignore[no-untyped-def]
    region = case((Place.key == AUGSBURG, Place.key), else_=Place.state_key)
    query = select(Shop, region).join(Subject, Subject.id == Shop.id)
    return query.outerjoin(Place, Place.id == Subject.place_id)
