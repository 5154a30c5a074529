from collections.abc import Callable
from typing import Any

import pytest

from app.core.subjects import Subject
from app.practices.kinds import CASE, PRACTICE
from app.practices.writing.desks import Desk, find_desk
from app.practices.writing.drafts import start_draft
from app.practices.writing.publishing import publish
from tests.factories.places import PlaceFactory

ANSWERS = {
    "title": "Laden auf Probe",
    "place": "Lindenau",
    "what": "Wir mieten leere Läden für **sechs Monate** an und geben sie weiter.",
    "one_off_cost": "12.500–15.000 €",
    "months_to_start": "7",
    "status": "running",
    "started_on": "03/2024",
    "again": "yes",
    "contact_name": "Wirtschaftsförderung",
}
IDEA = {"title": "Leerstandsmelder", "idea": "Ein Verzeichnis, in das alle leere Läden eintragen."}


@pytest.fixture
def town(app):
    """Lindenau, 18,000 people."""
    return PlaceFactory(name="Lindenau", key="07999001", level="gemeinde")


@pytest.fixture
def begin(organisation, town) -> Callable[..., Subject]:
    """begin(anna, what="…"): a draft of the five questions, complete but for what is changed."""

    def start(person: Any, kind: str = CASE, **changes: Any) -> Subject:
        data = {**(ANSWERS if kind == CASE else IDEA), **changes}
        return start_draft(kind, owner_id=organisation.id, actor=person.actor, data=data)

    return start


@pytest.fixture
def published(begin) -> Callable[..., Subject]:
    """published(anna): a case the public reads."""

    def make(person: Any, kind: str = CASE, **changes: Any) -> Subject:
        subject = begin(person, kind, **changes)
        publish(subject, desk_of(subject).data, actor=person.actor)
        return subject

    return make


def desk_of(subject: Subject) -> Desk:
    shelf = {CASE: "praxisbeispiele", PRACTICE: "massnahmen"}[subject.kind]
    desk = find_desk(shelf, subject.public_id)
    assert desk is not None
    return desk
