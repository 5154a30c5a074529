"""Completions as pages show them."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import aliased

from app.core.subjects import Subject, open_only, subject_type
from app.extensions import db
from app.places.models import Place
from app.practices.kinds import CASE
from app.practices.models import CaseLink, Completion

stub, owner, stub_place = aliased(Subject), aliased(Subject), aliased(Place)
MOST_DECIDED = 50


@dataclass(frozen=True)
class Pair:
    """A case and the example it completes, side by side for staff. stub_url: where the source describes it."""

    public_id: str
    case_title: str
    case_path: str
    case_summary: str
    organisation: str
    case_place: str
    stub_title: str
    stub_path: str
    stub_url: str
    stub_place: str
    row: Row[Any]


def find_completion(public_id: str) -> Completion | None:
    """By the public id of the case."""
    query = select(Completion).join(Subject, Subject.id == Completion.case_id)
    return db.session.scalar(query.where(Subject.public_id == public_id))


def waiting_pairs() -> list[Pair]:
    """What staff decide next, the oldest first: both entries are public."""
    query = _waiting(_pairs()).order_by(Completion.created_at)
    return [_pair(row) for row in db.session.execute(query)]


def replaced_pairs() -> list[Pair]:
    """What was replaced lately, the newest first."""
    query = _pairs().where(Completion.state == "replaced", Completion.stub_id.is_not(None))
    return [_pair(row) for row in db.session.execute(query.order_by(Completion.decided_at.desc()).limit(MOST_DECIDED))]


def waiting_count() -> int:
    count = select(func.count()).select_from(Completion).join(Subject, Subject.id == Completion.case_id)
    return db.session.scalar(_waiting(count)) or 0


def waiting_case(stub_id: int) -> Row[Any] | None:
    """(title, slug) of a public case about which staff have not decided yet."""
    query = select(Subject.title, Subject.slug).join(Completion, Completion.case_id == Subject.id)
    return db.session.execute(_waiting(query).where(Completion.stub_id == stub_id).limit(1)).first()


def _waiting(query: Any) -> Any:
    return open_only(query).where(Completion.state == "waiting")


def _pairs() -> Select[Any]:
    link = select(CaseLink.url).where(CaseLink.case_id == Completion.stub_id).order_by(CaseLink.position).limit(1)
    return (
        select(
            Subject.public_id, Subject.title, Subject.slug, Subject.summary, owner.title.label("organisation"),
            Place.name.label("place"), stub_place.name.label("stub_place"), stub.slug.label("stub_slug"),
            link.scalar_subquery().label("stub_url"), Completion.stub_title, Completion.created_at,
            Completion.decided_at,
        )
        .join(Completion, Completion.case_id == Subject.id)
        .outerjoin(owner, owner.id == Subject.owner_id)
        .outerjoin(Place, Place.id == Subject.place_id)
        .outerjoin(stub, stub.id == Completion.stub_id)
        .outerjoin(stub_place, stub_place.id == stub.place_id)
    )  # fmt: skip


def _pair(row: Row[Any]) -> Pair:
    case = subject_type(CASE)
    return Pair(
        public_id=row.public_id,
        case_title=row.title,
        case_path=case.address(row.slug),
        case_summary=row.summary,
        organisation=row.organisation or "",
        case_place=row.place or "",
        stub_title=row.stub_title,
        stub_path=case.address(row.stub_slug) if row.stub_slug else "",
        stub_url=row.stub_url or "",
        stub_place=row.stub_place or "",
        row=row,
    )
