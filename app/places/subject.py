"""How a town looks from outside: its address, and what search knows of it."""

from app.core.documents import Document
from app.core.subjects import Subject, SubjectType, open_only
from app.extensions import db
from app.places.classes import STATE_BY_KEY, size_of
from app.places.models import Place
from app.places.towns import town_columns, town_of


def documents(ids: list[int]) -> list[Document]:
    """Fields land ("NW"), groesse, ort, herkunft, standard; numbers einwohner, dichte (per km²)."""
    query = open_only(
        town_columns()
        .add_columns(Subject.version, Subject.published_at, Subject.summary, Subject.origin)
        .join(Subject, Subject.id == Place.id)
        .where(Subject.id.in_(ids))
    )
    return [_document(row) for row in db.session.execute(query)]


def _document(row) -> Document:  # type: ignore[no-untyped-def]
    town = town_of(row)
    state, size = STATE_BY_KEY.get(town.state_key), size_of(town.population)
    numbers = {"einwohner": town.population, "dichte": town.density}
    return Document(
        id=town.id,
        version=row.version,
        kind="place",
        title=town.name,
        url=town.url,
        date=row.published_at,
        texts=(
            ("place", f"{town.suffix} {town.type}, {town.district}, {town.state}"),
            ("summary", row.summary),
        ),
        fields={
            "land": (state.name,) if state else (),
            "groesse": (size.name,) if size else (),
            "ort": (town.key, town.name),
            "herkunft": (row.origin,),
            "standard": ("ja",),
        },
        numbers={name: float(value) for name, value in numbers.items() if value is not None},
    )


PLACE = SubjectType(
    kind="place",
    label="Ort",
    plural="Städte & Gemeinden",
    path="/orte/{slug}",
    view_action="places:view",
    documents=documents,
)
AREA = SubjectType(
    kind="area",
    label="Region",
    plural="Länder und Kreise",
    path="/orte/?kreis={slug}",
    view_action="places:view",
    default_search=False,
)
