"""Writing a planned import: everything in one transaction, so that a kill leaves nothing half."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from sqlalchemy import delete, select, update

from app.core import clock
from app.core.bulk import Slugs, insert_rows
from app.core.events import SubjectsImported
from app.core.identifiers import public_id
from app.core.subjects import Subject
from app.core.text import sort_key
from app.core.transaction import transaction
from app.extensions import db
from app.shops.cards import card_for
from app.shops.entering.imports.planning import CHANGED, KEPT, NEW, TWIN, Planned, Step
from app.shops.entering.imports.records import ShopRecord
from app.shops.entering.imports.sources import Source
from app.shops.entering.imports.towns import Towns
from app.shops.entering.models import ShopTwin
from app.shops.hours.syntax import is_readable
from app.shops.kinds import SHOP
from app.shops.models import Shop, ShopSource
from app.shops.services.naming import RESERVED

BATCH = 1_000
ORIGIN = "offene_daten"
Progress = Callable[[int], None]
Row = dict[str, Any]
Prepared = tuple[ShopRecord, Row, Row]


def write(
    planned: Planned, progress: Progress = lambda _count: None, done: Callable[[], None] = lambda: None
) -> list[int]:
    """Do the steps. progress: called with the number of new rows written; done: at the end, within the transaction.

    Returns the ids of what is new or changed.

    All that takes time is done before the transaction: it holds others up no longer than it must.
    """
    slugs, towns = Slugs(SHOP, RESERVED), Towns()
    new = [(step.record, *_columns(step.record, towns)) for step in planned.of(NEW)]
    changed = [(step, *_columns(step.record, towns)) for step in planned.of(CHANGED)]
    with transaction() as tx:
        ids = [one for part in _add(planned.source, new, slugs, progress) for one in part]
        for step, subject, shop in changed:
            _rewrite(step, subject, shop)
        _remember(planned.source, [*planned.of(CHANGED), *planned.of(KEPT)])
        _ask_about(planned.source, planned.of(TWIN))
        ids += [step.shop_id for step, _, _ in changed if step.shop_id]
        if ids:
            tx.publish(SubjectsImported(SHOP, ids))
        done()
    return ids


def add_one(source: Source, record: ShopRecord) -> int:
    """One new unclaimed entry, inside a transaction; returns its id."""
    return _add_rows(source, [(record, *_columns(record, Towns()))], Slugs(SHOP, RESERVED))[0]


def _add(source: Source, new: Sequence[Prepared], slugs: Slugs, progress: Progress) -> Iterator[list[int]]:
    for start in range(0, len(new), BATCH):
        part = new[start : start + BATCH]
        yield _add_rows(source, part, slugs)
        progress(start + len(part))


def _add_rows(source: Source, new: Sequence[Prepared], slugs: Slugs) -> list[int]:
    names = [f"{source.key}/{record.external_id}"[:200] for record, _, _ in new]
    fresh = {"published_at": clock.now(), "kind": SHOP, "origin": ORIGIN, "state": "published"}
    insert_rows(
        Subject,
        [
            {**fresh, **subject, "slug": slugs.free(record.name), "public_id": public_id(), "external_id": name}
            for name, (record, subject, _) in zip(names, new, strict=True)
        ],
    )
    query = select(Subject.external_id, Subject.id).where(Subject.kind == SHOP, Subject.origin == ORIGIN)
    found = {row.external_id: row.id for row in db.session.execute(query.where(Subject.external_id.in_(names)))}
    insert_rows(Shop, [{**shop, "id": found[name]} for name, (_, _, shop) in zip(names, new, strict=True)])
    rows = zip(names, new, strict=True)
    insert_rows(ShopSource, [_source_row(source, record, found[name]) for name, (record, _, _) in rows])
    return [found[name] for name in names]


def _columns(record: ShopRecord, towns: Towns) -> tuple[Row, Row]:
    """What the row says, as columns of subject and shop. Hours that cannot be read stand as text."""
    can_read = bool(record.hours) and is_readable(record.hours)
    shop = {name: getattr(record, name) for name in ("category", "street", "house_number", "postcode", "city")}
    shop |= {name: getattr(record, name) for name in ("lat", "lon", "website", "phone", "wheelchair")}
    shop |= {"opening_hours": record.hours if can_read else None, "hours_text": "" if can_read else record.hours}
    subject = {
        "title": record.name,
        "sort_key": sort_key(record.name),
        "place_id": towns.of(record.postcode, record.city),
        "card": card_for(Shop(category=record.category, street=record.street, house_number=record.house_number)),
        "changed_at": clock.now(),
    }
    return subject, shop


def _rewrite(step: Step, subject: Row, shop: Row) -> None:
    """The address of the page stays, for people may have linked to it; so does a picture on the card."""
    old = db.session.scalar(select(Subject.card).where(Subject.id == step.shop_id)) or {}
    card = {**old, **subject["card"]}
    values = {**subject, "card": card, "version": Subject.version + 1}
    db.session.execute(update(Subject).where(Subject.id == step.shop_id).values(values))
    db.session.execute(update(Shop).where(Shop.id == step.shop_id).values(shop))


def _remember(source: Source, steps: Sequence[Step]) -> None:
    """What the source says now, also of shops that are kept as their people have them."""
    for step in steps:
        row = update(ShopSource).where(
            ShopSource.source == source.key, ShopSource.external_id == step.record.external_id
        )
        db.session.execute(row.values(data=step.record.data, imported_at=clock.now()))


def _ask_about(source: Source, steps: Sequence[Step]) -> None:
    """What may be a twin waits for staff. What was decided once counts no more: its entry is gone."""
    names = [step.record.external_id for step in steps]
    for start in range(0, len(names), BATCH):
        waiting = delete(ShopTwin).where(ShopTwin.source == source.key)
        db.session.execute(waiting.where(ShopTwin.external_id.in_(names[start : start + BATCH])))
    insert_rows(ShopTwin, [_twin_row(source, step) for step in steps])


def _twin_row(source: Source, step: Step) -> Row:
    row = _source_row(source, step.record, step.shop_id or 0)
    return {**row, "public_id": public_id(), "reason": step.reason[:300]}


def _source_row(source: Source, record: ShopRecord, shop_id: int) -> Row:
    return {
        "shop_id": shop_id,
        "source": source.key,
        "external_id": record.external_id,
        "name": source.name,
        "url": record.url,
        "licence": source.licence,
        "licence_url": source.licence_url,
        "data": record.data,
    }
