"""Many rows at once, inside the caller's transaction()."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import insert, select

from app.core.identifiers import public_id
from app.core.subjects import FormerSlug, Subject
from app.core.text import slugify
from app.extensions import db


def insert_rows(model: Any, rows: Sequence[dict[str, Any]]) -> None:
    """One statement for all rows with the same columns. Into the table: the ORM would split them at every None."""
    groups: dict[frozenset[str], list[dict[str, Any]]] = {}
    for row in rows:
        groups.setdefault(frozenset(row), []).append(row)
    for alike in groups.values():
        db.session.execute(insert(model.__table__), alike)


class Slugs:
    """Slugs of one kind that are free: taken ones are read once, then every given one counts as taken.

    reserved: never given, because pages of their own stand there.
    """

    def __init__(self, kind: str, reserved: Iterable[str] = ()) -> None:
        taken = select(Subject.slug).where(Subject.kind == kind, Subject.slug.is_not(None))
        former = select(FormerSlug.slug).where(FormerSlug.kind == kind)
        self._taken = set(reserved) | set(db.session.scalars(taken)) | set(db.session.scalars(former))
        self._last: dict[str, int] = {}

    def free(self, title: str) -> str:
        base = slugify(title) or public_id()
        slug, number = base, self._last.get(base, 1)
        while slug in self._taken:
            number += 1
            slug = f"{base}-{number}"
        self._last[base] = number
        self._taken.add(slug)
        return slug
