"""Finding what a draft names in words: towns, measures, topics, organisations."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, bindparam, func, select

from app.core.rows import first_row
from app.core.subjects import Subject, open_only
from app.core.text import sort_key
from app.extensions import db
from app.organisations.models import Organisation
from app.places.fields import SEVERAL, UNKNOWN
from app.places.matching import by_key, match
from app.places.towns import Town
from app.practices.kinds import PRACTICE
from app.topics.models import Topic
from app.topics.queries import all_topics

NO_TOWN = "In welchem Ort war das? Bitte geben Sie ihn an, damit ähnliche Orte es finden."

__all__ = [
    "Town",
    "find_measure",
    "find_organisation",
    "find_topics",
    "find_town",
    "mailbox_of",
    "measures_like",
    "no_such_measure",
    "organisations_of",
    "topic_choices",
]


def find_town(text: str, key: str) -> tuple[Town | None, str]:
    """(town, "") or (None, the sentence that says why not). key: the one that was chosen from the list."""
    if not text and not key:
        return None, NO_TOWN
    found = by_key(key) if key else None
    if found is not None:
        return found, ""
    matched = match(text)
    return matched.town, "" if matched.town else SEVERAL if matched.choices else UNKNOWN


def find_measure(title: str) -> tuple[int, str] | None:
    """(id, title) of the open measure that is called so."""
    row = _titled(PRACTICE, title)
    return (row.id, row.title) if row else None


def find_organisation(title: str) -> int | None:
    """Id of the open organisation that is called so."""
    row = _titled("organisation", title) if title else None
    return row.id if row else None


def _titled(kind: str, title: str) -> Row[Any] | None:
    return first_row(_TITLED, {"kind": kind, "sort_key": sort_key(title)})


_TITLED = (
    open_only(select(Subject.id, Subject.title))
    .where(Subject.kind == bindparam("kind"), Subject.sort_key == bindparam("sort_key"))
    .order_by(Subject.id)
    .limit(1)
)


def measures_like(text: str, limit: int = 8) -> list[str]:
    """Titles of open measures with these letters in them, those that begin so first."""
    wanted = sort_key(text.strip())
    if not wanted:
        return []
    query = open_only(select(Subject.title)).where(Subject.kind == PRACTICE)
    query = query.where(Subject.sort_key.contains(wanted, autoescape=True))
    begins = Subject.sort_key.startswith(wanted, autoescape=True)
    return list(db.session.scalars(query.order_by(begins.desc(), func.length(Subject.title)).limit(limit)))


def no_such_measure(typed: str) -> str:
    """The sentence for a title that is none, with those it may mean: so choosing works without script as well."""
    meant = " oder ".join(f"„{title}“" for title in measures_like(typed, limit=3))
    help = f"Meinten Sie {meant}?" if meant else "Bitte wählen Sie eine aus oder lassen Sie das Feld leer."
    return f"Diese Maßnahme gibt es hier noch nicht. {help}"


def find_topics(slugs: Sequence[str]) -> tuple[tuple[int, str], ...]:
    """(id, title) of the topics that exist, in their order."""
    wanted = {str(slug) for slug in slugs}
    return tuple((topic.id, topic.title) for topic in all_topics() if topic.slug in wanted)


def topic_choices() -> list[tuple[str, str]]:
    query = select(Topic.slug, Topic.title).where(Topic.in_default_search).order_by(Topic.position, Topic.title)
    return [(row.slug, row.title) for row in db.session.execute(query)]


def organisations_of(ids: Sequence[int]) -> list[tuple[int, str, str]]:
    """(id, public id, name) of these organisations by name, those that are open."""
    query = open_only(select(Subject.id, Subject.public_id, Subject.title)).where(Subject.id.in_(ids))
    return [(row.id, row.public_id, row.title) for row in db.session.execute(query.order_by(Subject.sort_key))]


def mailbox_of(organisation_id: int | None) -> str:
    return db.session.scalar(select(Organisation.mailbox).where(Organisation.id == organisation_id)) or ""
