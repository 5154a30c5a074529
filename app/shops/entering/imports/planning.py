"""What an import would do, row by row. Reads only."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Row, select

from app.core.csv_lines import Problem
from app.core.subjects import Subject
from app.core.text import fold
from app.extensions import db
from app.shops.entering.imports.records import ShopRecord
from app.shops.entering.imports.sources import Source
from app.shops.entering.imports.twins import Known, KnownShops, address_key, phone_key
from app.shops.entering.models import ShopTombstone, ShopTwin
from app.shops.kinds import SHOP
from app.shops.models import Shop, ShopSource

NEW, CHANGED, SAME = "neu", "geändert", "unverändert"
KEPT = "bleibt, weil der Laden oder die Stadt ihn pflegt"
TWIN = "vielleicht doppelt, wartet auf Ihre Entscheidung"
GONE = "bleibt weg, wurde auf Wunsch entfernt"
NAMELESS = "ausgelassen, hat keinen Namen"
ACTIONS = (NEW, CHANGED, SAME, KEPT, TWIN, GONE, NAMELESS)


@dataclass(frozen=True)
class Step:
    """What happens to one row. shop_id: of the shop that is there. reason: why it may be a twin."""

    record: ShopRecord
    action: str
    shop_id: int | None = None
    reason: str = ""

    def __str__(self) -> str:
        remarks = "".join(f" {one}" for one in (self.reason, self.record.note) if one)
        return f"Zeile {self.record.line}: {self.action} – „{self.record.name}“{remarks}"


@dataclass(frozen=True)
class Planned:
    source: Source
    steps: list[Step]
    problems: list[Problem]

    def of(self, action: str) -> list[Step]:
        return [step for step in self.steps if step.action == action]


def plan(source: Source, read: Iterable[ShopRecord | Problem]) -> Planned:
    """One step per usable row, in order. A row that names another's id is a problem."""
    records, problems, lines = [], [], dict[str, int]()
    for one in read:
        if isinstance(one, Problem):
            problems.append(one)
        elif (first := lines.setdefault(one.external_id, one.line)) != one.line:
            problems.append(Problem(one.line, f"Die Kennung „{one.external_id}“ steht schon in Zeile {first}."))
        else:
            records.append(one)
    return Planned(source, list(_steps(source, records)), problems)


def _steps(source: Source, records: Sequence[ShopRecord]) -> Iterable[Step]:
    known, waiting, removed = _known(source), _waiting(source), Removed()
    others = KnownShops(_others(source))
    for record in records:
        row = known.get(record.external_id)
        if row is not None:
            yield Step(record, _action(record, row), row.shop_id)
        elif not record.name:
            yield Step(record, NAMELESS)
        elif removed.has(source, record):
            yield Step(record, GONE)
        elif twin := others.twin_of(record):
            shop_id = waiting.get(record.external_id, twin.shop_id)
            yield Step(record, TWIN, shop_id, twin.reason)
        else:
            yield Step(record, NEW)


def _action(record: ShopRecord, row: Row) -> str:
    if row.state == "withdrawn":
        return GONE
    if row.data == record.data:
        return SAME
    return KEPT if row.claimed_at or row.confirmed_at or not record.name else CHANGED


def _known(source: Source) -> dict[str, Row]:
    query = (
        select(
            ShopSource.external_id, ShopSource.shop_id, ShopSource.data, Shop.claimed_at, Shop.confirmed_at,
            Subject.state,
        )
        .join(Shop, Shop.id == ShopSource.shop_id)
        .join(Subject, Subject.id == Shop.id)
        .where(ShopSource.source == source.key)
    )  # fmt: skip
    return {row.external_id: row for row in db.session.execute(query)}


def _waiting(source: Source) -> dict[str, int]:
    query = select(ShopTwin.external_id, ShopTwin.shop_id).where(ShopTwin.source == source.key)
    return {row.external_id: row.shop_id for row in db.session.execute(query)}


class Removed:
    """What somebody had taken away: known by its id in the source, or in any other by name and place."""

    def __init__(self) -> None:
        self._ids: set[tuple[str, str]] = set()
        self._near = KnownShops()
        for stone in db.session.scalars(select(ShopTombstone)):
            self._ids.add((stone.source, stone.external_id))
            self._near.add(Known(stone.id, stone.name_key, stone.name_key, "", "", stone.lat, stone.lon))

    def has(self, source: Source, record: ShopRecord) -> bool:
        by_place = replace(record, street="", phone="")
        return (source.key, record.external_id) in self._ids or self._near.twin_of(by_place) is not None


def _others(source: Source) -> Iterable[Known]:
    """Shops this source has not brought: it tells its own rows apart itself."""
    own = select(ShopSource.id).where(ShopSource.shop_id == Shop.id, ShopSource.source == source.key).exists()
    columns = (Shop.id, Subject.title, Shop.street, Shop.house_number, Shop.postcode, Shop.phone, Shop.lat, Shop.lon)
    query = select(*columns).join(Subject, Subject.id == Shop.id).where(Subject.kind == SHOP, ~own)
    for row in db.session.execute(query.where(Subject.state == "published")):
        address = address_key(row.street, row.house_number, row.postcode)
        yield Known(row.id, row.title, fold(row.title), address, phone_key(row.phone), row.lat, row.lon)
