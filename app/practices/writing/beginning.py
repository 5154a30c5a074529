"""What a new draft begins with: the organisation's town, and what the page one came from says."""

from typing import Any

from sqlalchemy import select

from app.core.actors import Actor
from app.core.subjects import Subject, open_only
from app.core.transaction import transaction
from app.extensions import db
from app.organisations.models import Organisation
from app.places.models import Place
from app.places.towns import town_of
from app.practices.completions.services import note_completion
from app.practices.kinds import PRACTICE
from app.practices.models import CaseLink, CaseStudy
from app.practices.writing.drafts import start_draft
from app.practices.writing.plans import Plan


def begin(
    plan: Plan, owner_id: int, *, depth: str, actor: Actor, measure_slug: str = "", stub: Subject | None = None
) -> Subject:
    """A new draft. measure_slug: the measure that was copied. stub: the example that this case completes."""
    data = {**({} if stub else _town_of(owner_id)), **_from_measure(measure_slug), **_from_stub(stub), "depth": depth}
    with transaction(raises_cache=False):
        subject = start_draft(plan.kind, owner_id=owner_id, actor=actor, data=data)
        if stub is not None:
            note_completion(subject.id, stub)
    return subject


def _town_of(owner_id: int) -> dict[str, Any]:
    query = select(Subject.place_id, Organisation.town_id).join(Organisation, Organisation.id == Subject.id)
    row = db.session.execute(query.where(Subject.id == owner_id)).first()
    return _town(row.town_id or row.place_id) if row else {}


def _town(place_id: int | None) -> dict[str, Any]:
    place = db.session.get(Place, place_id) if place_id else None
    return {"place": town_of(place).label, "place_key": place.key} if place else {}


def _from_measure(slug: str) -> dict[str, Any]:
    title = _open_title(PRACTICE, Subject.slug == slug) if slug else None
    return {"practice": title} if title else {}


def _from_stub(stub: Subject | None) -> dict[str, Any]:
    """Title, town, measure and link of an example whose figures are missing."""
    if stub is None:
        return {}
    measure = _open_title(PRACTICE, Subject.id == db.session.get_one(CaseStudy, stub.id).practice_id)
    links = db.session.execute(select(CaseLink.title, CaseLink.url).where(CaseLink.case_id == stub.id).limit(1))
    values = {"title": stub.title, "practice": measure or "", **_town(stub.place_id)}
    return values | {
        name: value for link in links for name, value in (("link_0_title", link.title), ("link_0_url", link.url))
    }


def _open_title(kind: str, condition: Any) -> str | None:
    return db.session.scalar(open_only(select(Subject.title)).where(Subject.kind == kind, condition))
