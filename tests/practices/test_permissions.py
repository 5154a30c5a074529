"""Action × person × state, written by hand from docs/roles.md."""

from collections.abc import Callable

import pytest

from app.core import clock
from app.core.actors import GUEST, Actor
from app.core.permissions import allows
from app.organisations.models import Organisation
from app.practices.permissions import PracticeAction
from tests.factories.practices import CaseFactory
from tests.harness.cast import Person, person

A = PracticeAction
NOBODY, EVERYBODY = "", "guest clara bernd anna edda mona otto"
STAFF_AND_OWN = "bernd anna edda mona otto"

TABLE = [
    # state of the entry, action, who may (bernd is its author and only a member; edda edits; mona moderates)
    ("draft", A.VIEW, "bernd anna edda otto"),
    ("draft", A.EDIT, "bernd anna edda otto"),
    ("draft", A.PUBLISH, "anna edda"),
    ("draft", A.HISTORY, "bernd anna edda mona otto"),
    ("review", A.VIEW, "bernd anna edda otto"),
    ("published", A.VIEW, EVERYBODY),
    ("published", A.EDIT, "bernd anna edda otto"),
    ("published", A.PUBLISH, "anna edda"),
    ("published", A.WITHDRAW, "bernd anna otto"),
    ("published", A.HISTORY, "bernd anna edda mona otto"),
    ("published", A.HIDE, "mona otto"),
    ("published", A.ASK, EVERYBODY),
    ("members", A.VIEW, "clara bernd anna edda mona otto"),
    ("members", A.ASK, "clara bernd anna edda mona otto"),
    ("organisation", A.VIEW, STAFF_AND_OWN),
    ("organisation", A.ASK, NOBODY),
    ("withdrawn", A.VIEW, STAFF_AND_OWN),
    ("withdrawn", A.ASK, NOBODY),
    ("hidden", A.VIEW, STAFF_AND_OWN),
    ("hidden", A.ASK, NOBODY),
]


@pytest.fixture
def cast(organisation: Organisation, anna: Person, bernd: Person, clara: Person, mona: Person) -> dict[str, Actor]:
    edda = person("Edda Eich", ("org_editor", organisation.id))
    otto = person("Otto Ober", ("admin", None))
    people = {"anna": anna, "bernd": bernd, "clara": clara, "mona": mona, "edda": edda, "otto": otto}
    return {"guest": GUEST, **{name: one.actor for name, one in people.items()}}


@pytest.fixture
def entry(organisation: Organisation, bernd: Person) -> Callable[[str], object]:
    def make(state: str) -> object:
        values: dict = {"state": "published" if state in ("members", "organisation", "hidden") else state}
        if state in ("members", "organisation"):
            values["visibility"] = state
        if state == "hidden":
            values["hidden_at"] = clock.now()
        return CaseFactory(owner_id=organisation.id, author_id=bernd.user_id, **values)

    return make


@pytest.mark.parametrize(("state", "action", "who"), TABLE)
def test_the_table(cast, entry, state, action, who):
    case = entry(state)
    assert {name for name, actor in cast.items() if allows(actor, action, case)} == set(who.split())


def test_a_draft_without_organisation_is_its_authors_alone(cast, clara):
    case = CaseFactory(state="draft", author_id=clara.user_id)
    assert [n for n, actor in cast.items() if allows(actor, A.VIEW, case)] == ["clara", "otto"]
    assert not allows(cast["clara"], A.PUBLISH, case)


def test_who_left_the_organisation_has_no_say_any_more(app, organisation):
    gone = person("Gerd Gans")
    case = CaseFactory(owner_id=organisation.id, author_id=gone.user_id, state="draft")
    assert not allows(gone.actor, A.VIEW, case)
    assert not allows(gone.actor, A.EDIT, case)


def test_another_organisations_admin_is_a_stranger(app, organisation):
    case = CaseFactory(owner_id=organisation.id, state="draft")
    other = CaseFactory(state="draft")
    stranger = person("Sven Saal", ("org_admin", other.id))
    assert not any(allows(stranger.actor, action, case) for action in (A.VIEW, A.EDIT, A.PUBLISH, A.WITHDRAW))
