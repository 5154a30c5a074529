"""How a person looks from outside: the address of the profile, and what search may find of it.

A person is found as far as the profile says: by everyone, when one of the fields below is for all; by members, when one
is for members; else by nobody. An entry for all holds nothing that is for members alone.
"""

from typing import Any

from sqlalchemy import Row, select

from app.accounts.models import PersonEntry, User
from app.accounts.permissions import ProfileAction
from app.core.documents import Document
from app.core.markup import plain
from app.core.subjects import Subject, SubjectType
from app.core.text import fold
from app.extensions import db

KIND = "person"
FIELDS = ("position", "expertise", "about")
READERS = {"public": ("public",), "members": ("members",)}


def level_of(person: User) -> str | None:
    """ "public", "members", or None: found by nobody."""
    if person.left_at or person.blocked_at or not person.confirmed_at:
        return None
    texts = {"position": person.position, "expertise": person.expertise, "about": person.about_md}
    levels = {person.visibility.get(name) for name in FIELDS if texts[name].strip()}
    return next((level for level in READERS if level in levels), None)


def shown_at(level: str, person: Any, name: str, text: str) -> str:
    """The field, if readers of this level may see it."""
    wanted = ("public",) if level == "public" else ("public", "members")
    return text if person.visibility.get(name) in wanted else ""


def as_sentence(text: str) -> str:
    """So that the next field does not run into it where search quotes both."""
    return text if not text or text[-1] in ".!?" else f"{text}."


def documents(ids: list[int]) -> list[Document]:
    """Fields herkunft, standard, person (by which names they are called)."""
    query = (
        select(
            *(Subject.id, Subject.version, Subject.title, Subject.slug, Subject.origin, Subject.published_at),
            *(Subject.visibility.label("level"), User.visibility, User.position, User.expertise, User.about_html),
        )
        .join(PersonEntry, PersonEntry.id == Subject.id)
        .join(User, User.id == PersonEntry.user_id)
        .where(Subject.id.in_(ids), Subject.state == "published", Subject.hidden_at.is_(None))
        .where(User.left_at.is_(None), User.blocked_at.is_(None))
    )
    return [_document(row) for row in db.session.execute(query)]


def _called(name: str) -> tuple[str, ...]:
    """The whole name, the first, and "~" with the last."""
    whole = fold(name)
    return (whole, *whole.split()[:1], *(f"~{last}" for last in whole.split()[-1:]))


def _document(row: Row[Any]) -> Document:
    return Document(
        id=row.id,
        version=row.version,
        kind=KIND,
        title=row.title,
        url=PERSON.address(row.slug),
        date=row.published_at,
        texts=(
            ("summary", as_sentence(shown_at(row.level, row, "position", row.position))),
            ("body", as_sentence(shown_at(row.level, row, "expertise", row.expertise))),
            ("body", plain(shown_at(row.level, row, "about", row.about_html))),
        ),
        fields={"herkunft": (row.origin,), "standard": ("ja",), "person": _called(row.title)},
        readers=READERS[row.level],
    )


PERSON = SubjectType(
    kind=KIND,
    label="Person",
    plural="Personen",
    path="/personen/{slug}",
    view_action=ProfileAction.VIEW,
    documents=documents,
    is_listed=False,
)
