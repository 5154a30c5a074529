"""Lists of measures and cases: one statement for the rows of a page; counts are bounded and remembered."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, Select, bindparam, func, literal, select

from app.core.actors import Actor
from app.core.paging import PER_PAGE
from app.core.remembered import remembered
from app.core.rows import rows
from app.core.subjects import Subject
from app.extensions import db
from app.organisations.cards import card_columns, owner_organisation
from app.places.models import Place
from app.practices.filters import Chosen, conditions, outside_default
from app.practices.kinds import CASE, PRACTICE
from app.practices.models import CaseStudy, Practice

COUNTED = 1_000
SORTS = {
    "neueste": ("Neueste", (Subject.published_at.desc(), Subject.id.desc())),
    "titel": ("Titel", (Subject.sort_key, Subject.id)),
    "kosten": ("Kosten", (CaseStudy.cost_low_cents.is_(None), CaseStudy.cost_low_cents, Subject.id)),
    "einwohner": ("Einwohner", (Place.population.is_(None), Place.population, Subject.id)),
}
PRACTICE_SORTS = ("neueste", "titel")

_cases_of = (
    select(func.count())
    .select_from(CaseStudy)
    .join(_case_subject := Subject.__table__.alias("case_subject"), _case_subject.c.id == CaseStudy.id)
    .where(
        CaseStudy.practice_id == Subject.id,
        CaseStudy.is_stub.is_(False),
        _case_subject.c.state == "published",
        _case_subject.c.visibility == "public",
        _case_subject.c.hidden_at.is_(None),
    )
    .scalar_subquery()
)
CASE_ROWS = (
    card_columns()
    .add_columns(Place.state_key, Place.area_km2)
    .join(CaseStudy, CaseStudy.id == Subject.id)
    .where(Subject.kind == CASE, Subject.state == "published", Subject.hidden_at.is_(None))
)
PRACTICE_ROWS = (
    card_columns()
    .add_columns(_cases_of.label("cases"))
    .where(Subject.kind == PRACTICE, Subject.state == "published", Subject.hidden_at.is_(None))
)
COUNTING = (
    select(literal(1))
    .select_from(Subject)
    .outerjoin(CaseStudy, CaseStudy.id == Subject.id)
    .outerjoin(owner_organisation, owner_organisation.id == Subject.owner_id)
    .outerjoin(Place, Place.id == Subject.place_id)
    .where(Subject.state == "published", Subject.hidden_at.is_(None))
)


@dataclass(frozen=True)
class Counts:
    """total: of the list as asked; unknown: more that say nothing about a filter; stubs: more without facts.

    None: more than COUNTED, and nobody walked on to count them.
    """

    total: int | None
    unknown: int | None = 0
    stubs: int | None = 0


def rows_of(kind: str, chosen: Chosen, sort: str, number: int, actor: Actor) -> Sequence[Row[Any]]:
    """One page of rows and one row more. The statement is kept: building it costs more than asking it."""
    key = ("statement", kind, chosen.key, sort, actor.is_guest)
    query = remembered(key, lambda: _statement(kind, chosen, sort, actor))
    bounds = {"most": PER_PAGE + 1, "first": (number - 1) * PER_PAGE}
    return rows(query, bounds)


def _statement(kind: str, chosen: Chosen, sort: str, actor: Actor) -> Select:
    query = narrowed(PRACTICE_ROWS if kind == PRACTICE else CASE_ROWS, kind, chosen, actor)
    return query.order_by(*SORTS[sort][1]).limit(bindparam("most")).offset(bindparam("first"))


def all_rows(kind: str, chosen: Chosen, sort: str, actor: Actor, columns: Iterable[Any], most: int) -> list[Row[Any]]:
    """The whole list for a file, with more columns."""
    base = PRACTICE_ROWS if kind == PRACTICE else CASE_ROWS
    if kind == PRACTICE:
        base = base.join(Practice, Practice.id == Subject.id)
    query = narrowed(base.add_columns(*columns), kind, chosen, actor)
    return list(db.session.execute(query.order_by(*SORTS[sort][1]).limit(most)))


def narrowed(query: Select, kind: str, chosen: Chosen, actor: Actor) -> Select:
    query = query.where(
        *_seen_by(actor), *conditions(chosen, also_unknown=chosen.also_unknown), *outside_default(chosen)
    )
    return query if kind == PRACTICE or chosen.also_stubs else query.where(CaseStudy.is_stub.is_(False))


def _seen_by(actor: Actor) -> list[Any]:
    """In lists stands what is for everyone, and for members what is for members."""
    if actor.is_guest:
        return [Subject.visibility == "public"]
    return [Subject.visibility.in_(("public", "members"))]


def counts_of(kind: str, chosen: Chosen, actor: Actor) -> Counts:
    """Counted once per process and version of the site, at most COUNTED + 1 rows each."""
    return remembered(("counts", kind, chosen.key, actor.is_guest), lambda: _count(kind, chosen, actor))


def _count(kind: str, chosen: Chosen, actor: Actor) -> Counts:
    base = COUNTING.where(Subject.kind == kind, *_seen_by(actor), *outside_default(chosen))
    strict = conditions(chosen, also_unknown=False)
    loose = conditions(chosen, also_unknown=True)
    shown = loose if chosen.also_unknown else strict
    is_stub = CaseStudy.is_stub.is_(True)
    if kind == PRACTICE:
        parts = [base.where(*shown)]
    elif chosen.also_stubs:
        parts = [base.where(*shown), base.where(*loose)]
    else:
        parts = [base.where(~is_stub, *shown), base.where(~is_stub, *loose), base.where(is_stub, *shown)]
    columns = [select(func.count()).select_from(p.limit(COUNTED + 1).subquery()).scalar_subquery() for p in parts]
    found = list(db.session.execute(select(*columns)).one())
    return _counts(found, chosen)


def _counts(found: list[int], chosen: Chosen) -> Counts:
    total, loose, stubs = (*found, 0, 0)[:3]
    more = max(0, loose - total) if chosen.is_narrow and not chosen.also_unknown else 0
    return Counts(
        total if total <= COUNTED else None,
        more if loose <= COUNTED else None,
        stubs if stubs <= COUNTED else None,
    )
