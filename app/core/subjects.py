"""The subject table: one row for every thing with an address, and the kinds of things there are.

Comments, bookmarks, reports, search and feeds point at this row; the thing itself shares its id with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from flask import current_app
from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, bindparam, select
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock
from app.core.database import Base, Id
from app.core.documents import Document
from app.core.identifiers import public_id
from app.core.text import slugify, sort_key
from app.extensions import db

STATES = ("draft", "review", "published", "withdrawn")
VISIBILITIES = ("public", "members", "organisation")
ORIGINS = ("mitglied", "offene_daten", "demo")


def _one_of(column: str, values: Iterable[str]) -> str:
    return f"{column} IN ({', '.join(repr(value) for value in values)})"


class Subject(Base):
    """What every thing with an address has in common. slug is empty until the first publication."""

    __tablename__ = "subject"
    __table_args__ = (
        UniqueConstraint("kind", "slug"),
        UniqueConstraint("kind", "origin", "external_id"),
        CheckConstraint(_one_of("state", STATES), name="state"),
        CheckConstraint(_one_of("visibility", VISIBILITIES), name="visibility"),
        CheckConstraint(_one_of("origin", ORIGINS), name="origin"),
        CheckConstraint("slug IS NOT NULL OR state IN ('draft', 'review')", name="published_has_slug"),
        Index("ix_subject_list", "kind", "state", "published_at", "id"),
        Index("ix_subject_owner", "owner_id", "kind", "state"),
        Index("ix_subject_place", "place_id", "kind", "state"),
        Index("ix_subject_sorted", "kind", "state", "sort_key"),
        Index("ix_subject_author_id", "author_id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    public_id: Mapped[str] = mapped_column(String(16), unique=True, default=public_id)
    kind: Mapped[str] = mapped_column(String(30))
    slug: Mapped[str | None] = mapped_column(String(100))
    title: Mapped[str] = mapped_column(String(300))
    summary: Mapped[str] = mapped_column(Text, default="")
    sort_key: Mapped[str] = mapped_column(String(200), default=lambda c: sort_key(c.get_current_parameters()["title"]))
    lang: Mapped[str] = mapped_column(String(8), default="de")
    owner_id: Mapped[int | None] = mapped_column(Id, ForeignKey("subject.id"))
    author_id: Mapped[int | None] = mapped_column(Id, ForeignKey("user.id", use_alter=True))
    place_id: Mapped[int | None] = mapped_column(Id, ForeignKey("place.id", use_alter=True))
    origin: Mapped[str] = mapped_column(String(20), default="mitglied")
    external_id: Mapped[str | None] = mapped_column(String(200))
    state: Mapped[str] = mapped_column(String(20), default="draft")
    visibility: Mapped[str] = mapped_column(String(20), default="public")
    hidden_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    changed_at: Mapped[datetime] = mapped_column(default=clock.now)
    published_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
    card: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """What lists show of it, written at publication by its feature: {"meta": [short strings], "labels": [codes of
    SubjectType.labels], "image": {"url", "alt"}}; every part may be missing."""

    @property
    def address(self) -> str:
        """Path of the page, e.g. /massnahmen/leerstandsmelder."""
        return subject_type(self.kind).address(self.slug or self.public_id)

    @property
    def is_open(self) -> bool:
        """Published, for everyone, and not hidden by moderation."""
        return self.state == "published" and self.visibility == "public" and self.hidden_at is None


class FormerSlug(Base):
    """Slugs are never reused: an old address leads to the new one."""

    __tablename__ = "former_slug"
    kind: Mapped[str] = mapped_column(String(30), primary_key=True)
    slug: Mapped[str] = mapped_column(String(100), primary_key=True)
    subject_id: Mapped[int] = mapped_column(Id, ForeignKey("subject.id", ondelete="CASCADE"), index=True)


@dataclass(frozen=True)
class SubjectType:
    """How one kind of thing looks from outside.

    path: address with {slug}. view_action: name of the action that reads it, e.g. "practices:view".
    documents(ids): what is findable of the things with these ids; leaves out what is gone.
    default_search: False keeps the kind out of the search unless it is asked for.
    is_listed: False keeps the kind out of the site map: people, and what has no list of its own.
    lists_open_data: False keeps out of the site map what was taken from open data and nobody answers for.
    labels: code → (German text, badge kind), for the codes in Subject.card["labels"].
    aging: the badge, if any, for a thing that was last confirmed at a moment, kept in Subject.card["confirmed"].
    named_in: what is found by its name, too: the column of their ids, and their column that points at it.
    """

    kind: str
    label: str
    plural: str
    path: str
    view_action: str
    documents: Callable[[list[int]], list[Document]] | None = None
    default_search: bool = True
    is_listed: bool = True
    lists_open_data: bool = True
    labels: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    aging: Callable[[datetime], tuple[str, str] | None] | None = None
    named_in: tuple[Any, Any] | None = None

    def address(self, slug: str) -> str:
        return self.path.format(slug=slug)


def subject_types() -> dict[str, SubjectType]:
    """All kinds by name, in the order of the features."""
    return current_app.extensions["ortskern"].subject_types


def subject_type(kind: str) -> SubjectType:
    return subject_types()[kind]


def open_only(query):  # type: ignore[no-untyped-def]
    """Narrow a select over Subject to what everyone may see."""
    return query.where(Subject.state == "published", Subject.visibility == "public", Subject.hidden_at.is_(None))


def give_slug(subject: Subject, text: str | None = None) -> None:
    """Give an unused slug made from the title (or text); the old one, if any, keeps leading here."""
    base = slugify(text or subject.title) or subject.public_id
    if subject.slug == base:
        return
    slug, number = base, 1
    while _slug_taken(subject, slug):
        number += 1
        slug = f"{base}-{number}"
    if subject.slug and subject.slug != slug:
        db.session.merge(FormerSlug(kind=subject.kind, slug=subject.slug, subject_id=subject.id))
    subject.slug = slug


def _slug_taken(subject: Subject, slug: str) -> bool:
    found = db.session.scalars(_BEARERS, {"kind": subject.kind, "slug": slug})
    return any(number != subject.id for number in found)


_BEARERS = (
    select(Subject.id)
    .where(Subject.kind == bindparam("kind"), Subject.slug == bindparam("slug"))
    .union_all(
        select(FormerSlug.subject_id).where(FormerSlug.kind == bindparam("kind"), FormerSlug.slug == bindparam("slug"))
    )
)


def moved_to(kind: str, slug: str) -> str | None:
    """The present address behind a former slug, or None."""
    row = db.session.scalar(
        select(Subject.slug)
        .join(FormerSlug, FormerSlug.subject_id == Subject.id)
        .where(FormerSlug.kind == kind, FormerSlug.slug == slug)
    )
    return subject_type(kind).address(row) if row else None
