"""How an organisation looks from outside: its address, and what search knows of it."""

from sqlalchemy import select

from app.core.documents import Document
from app.core.markup import plain
from app.core.subjects import Subject, SubjectType, open_only
from app.extensions import db
from app.organisations.models import KINDS, Organisation
from app.organisations.permissions import OrganisationAction
from app.places.classes import STATE_BY_KEY, size_of
from app.places.models import Place


def documents(ids: list[int]) -> list[Document]:
    """Fields art (kind), verifiziert (ja, nein), land ("NW"), groesse, ort, herkunft, standard; number einwohner."""
    query = open_only(
        select(Subject, Organisation, Place.key, Place.name, Place.district, Place.state_key, Place.population)
        .join(Organisation, Organisation.id == Subject.id)
        .outerjoin(Place, Place.id == Subject.place_id)
        .where(Subject.id.in_(ids))
    )
    return [_document(row) for row in db.session.execute(query)]


def _document(row) -> Document:  # type: ignore[no-untyped-def]
    subject, organisation = row.Subject, row.Organisation
    size, state = size_of(row.population), STATE_BY_KEY.get(row.state_key or "")
    return Document(
        id=subject.id,
        version=subject.version,
        kind="organisation",
        title=subject.title,
        url=subject.address,
        date=subject.published_at,
        texts=(
            ("summary", KINDS[organisation.kind]),
            ("body", plain(organisation.description_html)),
            ("place", " ".join(filter(None, (row.name, row.district)))),
        ),
        fields={
            "art": (organisation.kind,),
            "verifiziert": ("ja" if organisation.verified_at else "nein",),
            "land": (state.name,) if state else (),
            "groesse": (size.name,) if size else (),
            "ort": (row.key, row.name) if row.name else (),
            "herkunft": (subject.origin,),
            "standard": ("ja",),
        },
        numbers={} if row.population is None else {"einwohner": row.population},
    )


ORGANISATION = SubjectType(
    kind="organisation",
    label="Organisation",
    plural="Organisationen",
    path="/organisationen/{slug}",
    view_action=OrganisationAction.VIEW,
    documents=documents,
)
