"""Keeping the narrow copy of the shops for list and map true, in the transaction that changes them."""

from collections.abc import Iterator, Sequence

from sqlalchemy import case, delete, select

from app.core.events import SubjectEvent, SubjectsImported
from app.core.rows import add_rows
from app.core.subjects import Subject
from app.core.transaction import transaction
from app.extensions import db
from app.shops.directory.wanted import shown, shown_of_known
from app.shops.kinds import SHOP
from app.shops.map.cells import cells
from app.shops.map.models import ShopSpot
from app.shops.models import Shop

AT_ONCE = 500
_IS_ANSWERED = Shop.claimed_at.is_not(None) | Shop.confirmed_at.is_not(None)
RANK = case((_IS_ANSWERED, 0), else_=1).label("rank")
ORDERED = (RANK, Subject.sort_key, Subject.published_at)


def keep_one(event: SubjectEvent) -> None:
    """Inline."""
    if event.kind == SHOP:
        keep([event.id])


def keep_imported(event: SubjectsImported) -> None:
    """Inline."""
    if event.kind == SHOP:
        keep(event.ids)


def keep(ids: Sequence[int]) -> None:
    """Write these shops anew as they are now, in the running transaction."""
    db.session.flush()
    for start in range(0, len(ids), AT_ONCE):
        some = list(ids[start : start + AT_ONCE])
        db.session.connection().execute(delete(ShopSpot.__table__).where(ShopSpot.__table__.c.id.in_(some)))
        add_rows(ShopSpot, list(_spots(some)))


def _spots(ids: Sequence[int]) -> Iterator[dict[str, object]]:
    query = select(Shop.id, Shop.lat, Shop.lon, Shop.category, Shop.wheelchair, *ORDERED, Subject.place_id)
    query = query.join(Subject, Subject.id == Shop.id).where(*shown_of_known(), Shop.id.in_(ids))
    for row in db.session.connection().execute(query):
        yield {**row._mapping, **cells(row.lat, row.lon)}


def mend() -> None:
    """Once a day: what was written past the events, by hand in the database for instance, is put right."""
    ids = [*_missing(), *_left_over()]
    if ids:
        with transaction():
            keep(ids)


def _missing() -> Sequence[int]:
    same = (ShopSpot.lat.is_not_distinct_from(Shop.lat), ShopSpot.lon.is_not_distinct_from(Shop.lon))
    order = (ShopSpot.rank == RANK, ShopSpot.sort_key == Subject.sort_key)
    known = select(ShopSpot.id).where(ShopSpot.id == Shop.id, *same, *order)
    query = select(Shop.id).join(Subject, Subject.id == Shop.id).where(*shown())
    return db.session.scalars(query.where(~known.exists())).all()


def _left_over() -> Sequence[int]:
    seen = select(Shop.id).join(Subject, Subject.id == Shop.id).where(Shop.id == ShopSpot.id, *shown())
    return db.session.scalars(select(ShopSpot.id).where(~seen.exists())).all()
