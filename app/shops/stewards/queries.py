"""The shops of an organisation's towns, and what their entries lack."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Row, case, func, or_, select

from app.core.paging import Page, page_of, window
from app.core.subjects import Subject
from app.core.text import sort_key
from app.extensions import db
from app.media.models import Attachment
from app.places.models import Place
from app.shops.kinds import SHOP
from app.shops.models import Shop
from app.shops.upkeep.freshness import fresh_since
from app.shops.walk.models import ShopCheck

SORTS = {"": "Name", "strasse": "Straße", "aelteste": "Am längsten nicht geprüft"}
MOST_IN_FILE = 20_000
COLUMNS = (
    Subject.id,
    Subject.title,
    Subject.slug,
    Shop.category,
    Shop.street,
    Shop.house_number,
    Shop.opening_hours,
    Shop.hours_text,
    Shop.hours_confirmed_at,
    Shop.confirmed_at,
    Shop.confirmed_by,
    Shop.checked_by_city_at,
    Shop.claimed_at,
    Shop.closed_at,
    Place.name.label("town"),
)


@dataclass(frozen=True)
class Asked:
    """What the page is asked for: lack is a code of LACKS or empty, text a part of name or street."""

    lack: str = ""
    text: str = ""
    sort: str = ""


def _has_picture() -> ColumnElement[bool]:
    picture = select(Attachment.id).where(Attachment.subject_id == Shop.id, Attachment.role == "image")
    return picture.exists()


def _stale() -> ColumnElement[bool]:
    return Shop.confirmed_at < fresh_since()


def _said(kind: str, state: str) -> ColumnElement[bool]:
    """Somebody said so on a round, and nobody has confirmed the entry since."""
    said = select(ShopCheck.id).where(ShopCheck.shop_id == Shop.id, ShopCheck.kind == kind, ShopCheck.state == state)
    return said.where(or_(Shop.confirmed_at.is_(None), ShopCheck.created_at > Shop.confirmed_at)).exists()


def notes(shop_ids: Sequence[int]) -> dict[int, ShopCheck]:
    """What was said on a round and not written, since something newer stood there; the last by shop."""
    query = select(ShopCheck).where(ShopCheck.shop_id.in_(shop_ids), ShopCheck.kind == "changed")
    found = db.session.scalars(query.where(ShopCheck.state == "noted").order_by(ShopCheck.id))
    return {row.shop_id: row for row in found}


def lacks() -> dict[str, tuple[str, ColumnElement[bool]]]:
    """Code → (German words, condition)."""
    is_there = Shop.closed_at.is_(None)
    return {
        "": ("Alle", is_there),
        "unbestaetigt": ("Noch nie bestätigt", is_there & Shop.confirmed_at.is_(None)),
        "lange": ("Lange nicht geprüft", is_there & _stale()),
        "zeiten": ("Ohne Öffnungszeiten", is_there & Shop.opening_hours.is_(None) & (Shop.hours_text == "")),
        "bild": ("Ohne Bild", is_there & ~_has_picture()),
        "weg": ("Nicht gefunden", is_there & _said("missing", "done")),
        "hinweis": ("Hinweise von der Straße", is_there & _said("changed", "noted")),
        "niemand": ("Ohne jemanden aus dem Laden", is_there & Shop.claimed_at.is_(None)),
        "geschlossen": ("Für immer geschlossen", Shop.closed_at.is_not(None)),
    }


def here(place_ids: Sequence[int]) -> tuple[ColumnElement[bool], ...]:
    """Entries everyone may see, closed ones too."""
    is_open = (Subject.state == "published", Subject.visibility == "public", Subject.hidden_at.is_(None))
    return (Subject.kind == SHOP, *is_open, Subject.place_id.in_(place_ids))


def rows_of(place_ids: Sequence[int], asked: Asked) -> Any:
    query: Any = select(*COLUMNS, _has_picture().label("has_picture")).join(Shop, Shop.id == Subject.id)
    query = query.join(Place, Place.id == Subject.place_id).where(*here(place_ids), lacks()[asked.lack][1])
    if asked.text:
        in_name = Subject.sort_key.contains(sort_key(asked.text), autoescape=True)
        query = query.where(in_name | func.lower(Shop.street).contains(asked.text.lower(), autoescape=True))
    return query.order_by(*_order(asked.sort))


def _order(sort: str) -> tuple[Any, ...]:
    by_name = (Subject.sort_key, Subject.id)
    if sort == "strasse":
        return (Shop.street == "", Shop.street, Shop.house_number, *by_name)
    if sort == "aelteste":
        return (Shop.confirmed_at.is_not(None), Shop.confirmed_at, *by_name)
    return by_name


def page_for(place_ids: Sequence[int], asked: Asked, number: int) -> Page:
    return page_of(db.session.execute(window(rows_of(place_ids, asked), number)).all(), number)


def file_rows(place_ids: Sequence[int], asked: Asked) -> Sequence[Row[Any]]:
    return db.session.execute(rows_of(place_ids, asked).limit(MOST_IN_FILE)).all()


def counts(place_ids: Sequence[int]) -> dict[str, int]:
    """How many entries each filter finds; one statement over the shops of the towns."""
    sums = [func.sum(case((condition, 1), else_=0)).label(code or "alle") for code, (_, condition) in lacks().items()]
    row = db.session.execute(
        select(*sums).select_from(Subject).join(Shop, Shop.id == Subject.id).where(*here(place_ids))
    ).one()
    return {code: row._mapping[code or "alle"] or 0 for code in lacks()}
