"""What search is told alike of everything that an organisation has written: measures, cases, talks, recaps."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import aliased

from app.core.documents import Document
from app.core.subjects import Subject, subject_type
from app.organisations.models import Organisation
from app.places.classes import STATE_BY_KEY, size_of
from app.places.models import Place

Fields = Mapping[str, tuple[str, ...]]
owner = aliased(Subject)
ENTRY = (
    Subject.id,
    Subject.version,
    Subject.slug,
    Subject.title,
    Subject.summary,
    Subject.origin,
    Subject.visibility,
    Subject.published_at,
    Subject.owner_id,
    owner.title.label("owner_name"),
    Organisation.kind.label("owner_kind"),
    Place.name.label("town"),
    Place.state_key,
    Place.population,
)
FINDABLE = (Subject.state == "published", Subject.hidden_at.is_(None), Subject.slug.is_not(None))


def entry_rows(*columns: Any, place: Any = owner.place_id) -> Any:
    """Published entries with what entry_document reads, and columns; the caller joins its own tables.

    place: the column that says where it is; else where its organisation is.
    """
    return (
        select(*ENTRY, *columns)
        .outerjoin(owner, owner.id == Subject.owner_id)
        .outerjoin(Organisation, Organisation.id == Subject.owner_id)
        .outerjoin(Place, Place.id == place)
        .where(*FINDABLE)
    )


def entry_document(
    row: Any,
    kind: str,
    topics: list[Any],
    *,
    body: Iterable[str | None],
    place: str = "",
    fields: Fields | None = None,
    numbers: Mapping[str, float] | None = None,
) -> Document:
    """Fields thema, land, groesse, art, herkunft, standard, and those given.

    row: of entry_rows. topics: with slug, title, in_default_search.
    """
    size, state = size_of(row.population), STATE_BY_KEY.get(row.state_key or "")
    in_default = all(topic.in_default_search for topic in topics)
    return Document(
        id=row.id,
        version=row.version,
        kind=kind,
        title=row.title,
        url=subject_type(kind).address(row.slug),
        date=row.published_at,
        texts=(
            ("summary", row.summary),
            ("body", "\n".join(text for text in body if text)),
            ("topics", ", ".join(topic.title for topic in topics)),
            ("place", place),
            ("organisation", row.owner_name or ""),
        ),
        fields={
            "thema": tuple(topic.slug for topic in topics),
            "land": (state.name,) if state else (),
            "groesse": (size.name,) if size else (),
            "art": (row.owner_kind,) if row.owner_kind else (),
            "herkunft": (row.origin,),
            "standard": ("ja" if in_default else "nein",),
            **(fields or {}),
        },
        numbers=dict(numbers or {}),
        readers=readers_of(row),
    )


def readers_of(row: Any) -> tuple[str, ...]:
    """Who finds it: all, members, or the organisation's own people."""
    if row.visibility == "public":
        return ("public",)
    own = (f"org:{row.owner_id}",) if row.owner_id else ()
    return ("members", *own) if row.visibility == "members" else own
