"""What reads like one entry, as a page of its own."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from app.core.actors import Actor
from app.core.ports import similar
from app.core.subjects import Subject, subject_type
from app.extensions import db
from app.search.finding import HAVE_ALIKE, Found, shown
from app.search.service import may_find

MOST = 20


@dataclass(frozen=True)
class Alike:
    """items: at most MOST open entries of the same kind, the most alike first."""

    title: str
    url: str
    plural: str
    items: list[Found]


def alike(public_id: str, actor: Actor) -> Alike | None:
    """None when there is no such entry for this person. Raises IndexBroken."""
    columns = (Subject.id, Subject.kind, Subject.slug, Subject.public_id, Subject.title)
    rights = (Subject.state, Subject.visibility, Subject.hidden_at, Subject.owner_id)
    query = select(*columns, *rights).where(Subject.public_id == public_id, Subject.kind.in_(HAVE_ALIKE))
    row: Any = db.session.execute(query).first()
    if row is None or not may_find(row, actor):
        return None
    kind = subject_type(row.kind)
    found = shown(similar(row.id, MOST), actor)
    return Alike(row.title, kind.address(row.slug or row.public_id), kind.plural, found)
