"""Taking the demo and the open data out again: whatever was invented or imported, and all that hangs on it.

The register of municipalities and the list of topics stay, for members refer to them; so do shops of lists the operator
has taken in, and those somebody has confirmed. What members wrote in an invented organisation goes with it; everywhere
else only the reference to something invented is cut.
"""

from collections.abc import Iterator, Sequence

from sqlalchemy import Column, Select, Table, delete, or_, select, update

from app.accounts.models import User
from app.campaigns.kinds import CAMPAIGN
from app.core.database import Base
from app.core.events import SubjectsImported
from app.core.storage import StoredFile
from app.core.subjects import Subject
from app.core.transaction import transaction
from app.demo.records import OPEN_SHOPS
from app.demo.shop_figures import forget_sums
from app.demo.shop_help import remove_help
from app.extensions import db
from app.media.models import Attachment
from app.places.models import Place
from app.practices.kinds import CASE, PRACTICE
from app.shops.entering.imports.files import first_line
from app.shops.entering.imports.sources import source_of
from app.shops.kinds import SHOP
from app.shops.models import Shop, ShopSource
from app.webtalks.afterwards.models import RECAP, Recording
from app.webtalks.kinds import WEBTALK
from app.webtalks.models import Series, Webtalk, Wish

CHUNK = 500
CONTENT = (CAMPAIGN, CASE, PRACTICE, RECAP, SHOP, WEBTALK)


def remove_demo() -> dict[str, int]:
    """Remove it in one transaction. Returns how many subjects of each kind are gone, and how many people."""
    with transaction() as tx:
        remove_help()
        forget_sums()
        removed = {}
        series = _series_of(_content_ids(WEBTALK))
        for kind in CONTENT:
            removed[kind] = _delete_subjects(_content_ids(kind))
        _delete_series(series)
        for kind in ("organisation", "place"):
            removed[kind] = _delete_subjects(_demo_ids(kind))
        removed["area"] = [*_delete_subjects(_demo_ids("area")), *_delete_subjects(_demo_ids("area"))]
        removed["person"] = _delete_subjects(_demo_ids("person"))
        people = list(db.session.scalars(select(User.id).where(User.origin == "demo")))
        db.session.execute(delete(Wish).where(Wish.author_id.in_(people)))
        _delete(Base.metadata.tables[User.__tablename__], people)
        for kind, ids in removed.items():
            if ids:
                tx.publish(SubjectsImported(kind, ids))
    return {**{kind: len(ids) for kind, ids in removed.items()}, "person": len(people)}


def _content_ids(kind: str) -> list[int]:
    """Entries of the demo and of open sources, and those that belong to an invented organisation."""
    invented = select(Subject.id).where(Subject.kind == "organisation", Subject.origin == "demo")
    open_data = Subject.origin == "offene_daten"
    if kind == SHOP:
        open_data &= Subject.id.in_(_untouched_open_shops())
    ours = or_(Subject.origin == "demo", open_data, Subject.owner_id.in_(invented))
    return list(db.session.scalars(select(Subject.id).where(Subject.kind == kind, ours)))


def _untouched_open_shops() -> Select[int]:
    """Of the lists that come with the demo, as long as nobody has confirmed what they say."""
    names = [source_of(file, first_line(file)).key for file in OPEN_SHOPS]
    elsewhere = select(ShopSource.shop_id).where(ShopSource.source.not_in(names))
    query = select(Shop.id).join(ShopSource, ShopSource.shop_id == Shop.id).where(ShopSource.source.in_(names))
    query = query.where(Shop.id.not_in(elsewhere))
    return query.where(Shop.confirmed_at.is_(None), Shop.hours_confirmed_at.is_(None), Shop.claimed_at.is_(None))


def _series_of(talk_ids: Sequence[int]) -> list[int]:
    """Of which some talk goes."""
    query = select(Webtalk.series_id).where(Webtalk.id.in_(talk_ids), Webtalk.series_id.is_not(None))
    return [number for number in db.session.scalars(query.distinct()) if number is not None]


def _delete_series(ids: Sequence[int]) -> None:
    used = select(Webtalk.series_id).where(Webtalk.series_id.is_not(None))
    db.session.execute(delete(Series).where(Series.id.in_(ids), Series.id.not_in(used)))


def _demo_ids(kind: str) -> list[int]:
    """Invented things of a kind; of areas those in which nothing lies any more: first Kreise, then Länder."""
    query = select(Subject.id).where(Subject.kind == kind, Subject.origin == "demo")
    if kind == "area":
        query = query.where(Subject.id.not_in(select(Place.parent_id).where(Place.parent_id.is_not(None))))
    return list(db.session.scalars(query))


def _delete_subjects(ids: Sequence[int]) -> list[int]:
    for part in _chunks(ids):
        hung = select(Attachment.file_id, Attachment.thumbnail_file_id).where(Attachment.subject_id.in_(part))
        films = select(Recording.file_id, Recording.captions_file_id).where(Recording.recap_id.in_(part))
        rows = [*db.session.execute(hung), *db.session.execute(films)]
        files = {file_id for row in rows for file_id in row if file_id is not None}
        _delete(Base.metadata.tables[Subject.__tablename__], part)
        db.session.execute(delete(StoredFile).where(StoredFile.id.in_(files)))
    return list(ids)


def _delete(table: Table, ids: Sequence[int]) -> None:
    """Delete rows; references without a rule of their own are cut, or their rows deleted when they can't be empty."""
    for part in _chunks(ids):
        for target in _with_same_id(table):
            for column in _references(target):
                _cut(column, part)
        db.session.execute(delete(table).where(table.c.id.in_(part)))


def _with_same_id(table: Table) -> list[Table]:
    """The table and those that share their id with it (practice, place … with subject)."""
    shared = [one for one in Base.metadata.sorted_tables for key in one.primary_key if key.references(table.c.id)]
    return [table, *(one for one in shared if len(one.primary_key) == 1)]


def _references(target: Table) -> Iterator[Column]:
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            if any(key.column.table is target and key.ondelete is None for key in column.foreign_keys):
                yield column


def _cut(column: Column, ids: Sequence[int]) -> None:
    table = column.table
    change = update(table).values({column.name: None}) if column.nullable else delete(table)
    db.session.execute(change.where(column.in_(ids)))


def _chunks(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(ids), CHUNK):
        yield ids[start : start + CHUNK]
