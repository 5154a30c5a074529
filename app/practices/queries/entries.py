"""One measure or one case for its page: whole, or just what decides who may see it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Row, Select, and_, bindparam, case, func, or_, select
from sqlalchemy.orm import aliased

from app.core.origins import Source
from app.core.rows import first_row, rows
from app.core.subjects import Subject, subject_type
from app.organisations.models import Organisation
from app.places.models import Place
from app.practices.kinds import CASE, PRACTICE
from app.practices.models import CaseStudy, Completion, Practice

owner, measure, confirmer, named = aliased(Subject), aliased(Subject), aliased(Subject), aliased(Subject)

_SUBJECT = [column for column in Subject.__table__.columns if column.name not in ("sort_key",)]
_AROUND = (
    owner.title.label("owner_name"),
    owner.slug.label("owner_slug"),
    Organisation.kind.label("owner_kind"),
    Organisation.verified_at.label("owner_verified_at"),
    Place.name.label("place_name"),
    Place.key.label("place_key"),
    Place.level.label("place_level"),
    Place.district,
    Place.state_key,
    Place.population,
    Place.area_km2,
    Place.as_of.label("place_as_of"),
    Source.name.label("source_name"),
    Source.author.label("source_author"),
    Source.url.label("source_url"),
    Source.licence,
    Source.licence_url,
)
_has_mailbox = case(
    (and_(CaseStudy.id.is_not(None), or_(CaseStudy.mailbox != "", Organisation.mailbox != "")), True), else_=False
)


class Entry:
    """A row with the columns of the thing, its subject, its organisation, town and source; no entity.

    Permission rules ask it like a subject row.
    """

    def __init__(self, row: Row[Any]) -> None:
        self.__dict__.update(zip(row._fields, row, strict=True))

    def __getattr__(self, name: str) -> Any:
        """Only for what the row lacks; types stay open, for the columns come from two kinds."""
        raise AttributeError(name)

    @property
    def is_open(self) -> bool:
        return self.state == "published" and self.visibility == "public" and self.hidden_at is None

    @property
    def address(self) -> str:
        return subject_type(self.kind).address(self.slug or self.public_id)

    @property
    def is_vendors(self) -> bool:
        return self.owner_kind == "anbieter"


class BareEntry(Entry):
    """Only what the rules ask for, and the version."""


def _around(query: Select) -> Select:
    return (
        query.outerjoin(owner, owner.id == Subject.owner_id)
        .outerjoin(Organisation, Organisation.id == Subject.owner_id)
        .outerjoin(Place, Place.id == Subject.place_id)
        .outerjoin(Source, Source.subject_id == Subject.id)
    )


def _own(model: Any, without: tuple[str, ...]) -> list[Any]:
    """The thing's columns but the Markdown, which pages do not need."""
    return [c for c in model.__table__.columns if not c.name.endswith("_md") and c.name not in ("id", *without)]


_PRACTICE = _around(
    select(*_SUBJECT, *_AROUND, *_own(Practice, ())).outerjoin(Practice, Practice.id == Subject.id)
).where(Subject.kind == PRACTICE)
_CASE = (
    _around(
        select(
            *_SUBJECT,
            *_AROUND,
            *_own(CaseStudy, ("mailbox",)),
            measure.title.label("measure_title"),
            measure.slug.label("measure_slug"),
            measure.state.label("measure_state"),
            confirmer.title.label("confirmer_name"),
            _has_mailbox.label("has_mailbox"),
        ).outerjoin(CaseStudy, CaseStudy.id == Subject.id)
    )
    .outerjoin(measure, measure.id == CaseStudy.practice_id)
    .outerjoin(confirmer, confirmer.id == CaseStudy.town_confirmed_by_id)
    .where(Subject.kind == CASE)
)


# A draft has no row of its own kind before its first publication, hence the outer joins; its address is its public id.
_NAMED = or_(Subject.slug == bindparam("slug"), and_(Subject.slug.is_(None), Subject.public_id == bindparam("slug")))
_BY_SLUG = {PRACTICE: _PRACTICE.where(_NAMED), CASE: _CASE.where(_NAMED)}
_BY_IDS = _CASE.where(Subject.id.in_(bindparam("ids", expanding=True)))
_BARE = select(
    Subject.id,
    Subject.public_id,
    Subject.kind,
    Subject.slug,
    Subject.owner_id,
    Subject.author_id,
    Subject.state,
    Subject.visibility,
    Subject.hidden_at,
    Subject.version,
    Subject.card,
).where(Subject.kind == bindparam("kind"), _NAMED)
_replaced = (Completion.stub_id == named.id, Completion.state == "replaced")
_successor = select(Completion.case_id).where(*_replaced).limit(1).scalar_subquery()
_BY_PUBLIC_ID = (
    select(*_SUBJECT)
    .join(named, Subject.id == func.coalesce(_successor, named.id))
    .where(named.public_id == bindparam("public_id"), named.kind.in_((PRACTICE, CASE)))
)


def cases_by_id(ids: Sequence[int]) -> dict[int, Entry]:
    """Whole cases, whatever their state; one statement."""
    return {row.id: Entry(row) for row in rows(_BY_IDS, {"ids": ids})} if ids else {}


def practice_by_slug(slug: str) -> Entry | None:
    return entry_by_slug(PRACTICE, slug)


def case_by_slug(slug: str) -> Entry | None:
    return entry_by_slug(CASE, slug)


def entry_by_slug(kind: str, slug: str) -> Entry | None:
    row = _row(_BY_SLUG[kind], kind, slug)
    return Entry(row) if row else None


def bare_entry(kind: str, slug: str) -> BareEntry | None:
    row = _row(_BARE, kind, slug)
    return BareEntry(row) if row else None


def _row(query: Select, kind: str, slug: str) -> Row[Any] | None:
    return None if len(slug) > 100 or "\0" in slug else first_row(query, {"kind": kind, "slug": slug})


def entry_by_public_id(public_id: str) -> Entry | None:
    """The bare subject row of a short address, enough for rights and address; of what took its place, if anything."""
    if "\0" in public_id:
        return None
    row = first_row(_BY_PUBLIC_ID, {"public_id": public_id})
    return Entry(row) if row else None


@dataclass
class Parts:
    """What hangs on an entry, in order. images and evidence: rows with title, alt_text, credit, name …"""

    facts: dict[str, Row[Any]] = field(default_factory=dict)
    figures: list[Row[Any]] = field(default_factory=list)
    links: list[Row[Any]] = field(default_factory=list)
    images: list[Row[Any]] = field(default_factory=list)
    evidence: list[Row[Any]] = field(default_factory=list)
    topic_ids: list[int] = field(default_factory=list)
    related_ids: list[int] = field(default_factory=list)
    case_ids: list[int] = field(default_factory=list)
