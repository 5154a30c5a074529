"""What search is told about shops.

Fields: land, groesse, herkunft, standard ("nein" for entries nobody answers for) as everywhere; kategorie. Closed ones
are not findable.
"""

from typing import Any

from sqlalchemy import Row, select

from app.core.documents import Document
from app.core.markup import plain
from app.core.subjects import Subject, subject_type
from app.extensions import db
from app.places.classes import STATE_BY_KEY, size_of
from app.places.models import Place
from app.shops.categories import CATEGORIES
from app.shops.directory.wanted import shown_of_known
from app.shops.kinds import SHOP
from app.shops.models import Shop

ROWS: Any = (
    select(
        Subject.id,
        Subject.version,
        Subject.slug,
        Subject.title,
        Subject.summary,
        Subject.origin,
        Subject.published_at,
        Shop.category,
        Shop.story_html,
        Shop.street,
        Shop.house_number,
        Shop.postcode,
        Shop.city,
        Shop.delivery_text,
        Shop.claimed_at,
        Place.name.label("town"),
        Place.state_key,
        Place.population,
    )
    .join(Shop, Shop.id == Subject.id)
    .outerjoin(Place, Place.id == Subject.place_id)
    .where(*shown_of_known(), Subject.slug.is_not(None))
)


def documents(ids: list[int]) -> list[Document]:
    """One statement, however many."""
    return [_document(row) for row in db.session.execute(ROWS.where(Subject.id.in_(ids)))]


def _document(row: Row[Any]) -> Document:
    size, state = size_of(row.population), STATE_BY_KEY.get(row.state_key or "")
    category = CATEGORIES[row.category].label
    street = f"{row.street} {row.house_number}".strip()
    return Document(
        id=row.id,
        version=row.version,
        kind=SHOP,
        title=row.title,
        url=subject_type(SHOP).address(row.slug),
        date=row.published_at,
        texts=(
            ("summary", row.summary),
            ("body", "\n".join(part for part in (category, street, plain(row.story_html), row.delivery_text) if part)),
            ("place", row.town or row.city),
        ),
        fields={
            "land": (state.name,) if state else (),
            "groesse": (size.name,) if size else (),
            "herkunft": (row.origin,),
            "kategorie": (row.category,),
            "standard": ("ja" if row.claimed_at else "nein",),
        },
        readers=("public",),
    )
