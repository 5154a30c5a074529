"""How any thing with an address looks in a list: one statement for all cards of a page, and no entity."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, select
from sqlalchemy.orm import aliased

from app.core import formats
from app.core.subjects import Subject, SubjectType, subject_type
from app.extensions import db
from app.organisations.models import KINDS, Organisation
from app.places.models import Place

ORIGIN_BADGES = {"demo": ("Erfunden, zur Anschauung", "demo"), "offene_daten": ("Offene Daten", "offene_daten")}

owner = aliased(Subject, name="owner")
owner_organisation = aliased(Organisation, name="owner_organisation")


@dataclass(frozen=True)
class Card:
    """What `card(item)` in `_lists.html` draws. badges: pairs of text and badge kind."""

    id: int
    kind: str
    kind_label: str
    title: str
    url: str
    summary: str
    meta: Sequence[str] = ()
    badges: Sequence[tuple[str, str]] = ()
    image_url: str = ""
    image_alt: str = ""
    owner_name: str = ""
    place_name: str = ""
    population: int | None = None
    date: Any = None
    extra: dict[str, Any] = field(default_factory=dict)


def card_columns() -> Select:
    """A select of the columns a card needs; narrow and order it, then hand the rows to card_of()."""
    return (
        select(
            Subject.id,
            Subject.kind,
            Subject.slug,
            Subject.public_id,
            Subject.title,
            Subject.summary,
            Subject.origin,
            Subject.card,
            Subject.version,
            Subject.published_at,
            owner.title.label("owner_name"),
            owner_organisation.kind.label("owner_kind"),
            owner_organisation.verified_at.label("owner_verified_at"),
            Place.name.label("place_name"),
            Place.population,
        )
        .outerjoin(owner, owner.id == Subject.owner_id)
        .outerjoin(owner_organisation, owner_organisation.id == Subject.owner_id)
        .outerjoin(Place, Place.id == Subject.place_id)
    )


def card_of(row: Row[Any]) -> Card:
    """The card of one row of card_columns()."""
    kind, stored = subject_type(row.kind), row.card or {}
    image = stored.get("image") or {}
    return Card(
        id=row.id,
        kind=row.kind,
        kind_label=kind.label,
        title=row.title,
        url=kind.address(row.slug or row.public_id),
        summary=row.summary,
        meta=(*_kind(row), *_town(row), *stored.get("meta", ())),
        badges=(*_badges(row), *_labels(kind, stored), *_age(kind, stored)),
        image_url=image.get("url", ""),
        image_alt=image.get("alt", ""),
        owner_name=row.owner_name or "",
        place_name=row.place_name or "",
        population=row.population,
        date=row.published_at,
    )


def cards_by_id(ids: Sequence[int]) -> dict[int, Card]:
    """Cards of these subjects by id, whatever their state: ask only for what the reader may see."""
    if not ids:
        return {}
    rows = db.session.execute(card_columns().where(Subject.id.in_(ids)))
    return {row.id: card_of(row) for row in rows}


def _kind(row: Row[Any]) -> tuple[str, ...]:
    """What kind of organisation it is, on its own card."""
    return (KINDS[row.owner_kind],) if row.kind == "organisation" and row.owner_kind else ()


def _town(row: Row[Any]) -> tuple[str, ...]:
    if not row.place_name or row.kind == "place":
        return ()
    if row.population is None:
        return (row.place_name,)
    return (f"{row.place_name}, {formats.number(row.population)} Einwohner",)


def _labels(kind: SubjectType, stored: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [kind.labels[code] for code in stored.get("labels", ()) if code in kind.labels]


def _age(kind: SubjectType, stored: Mapping[str, Any]) -> list[tuple[str, str]]:
    """How long ago it was confirmed, where the kind tells it: reckoned now from the moment kept in the card."""
    confirmed = stored.get("confirmed")
    badge = kind.aging(datetime.fromisoformat(confirmed)) if confirmed and kind.aging else None
    return [badge] if badge else []


def _badges(row: Row[Any]) -> list[tuple[str, str]]:
    badges = [ORIGIN_BADGES[row.origin]] if row.origin in ORIGIN_BADGES else []
    if row.owner_kind == "anbieter":
        badges.append(("Anbieter", "anbieter"))
    if row.kind == "organisation" and row.owner_verified_at:
        badges.append(("Verifiziert", "verifiziert"))
    return badges
