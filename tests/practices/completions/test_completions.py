import pytest
from sqlalchemy import select

from app.core.audit import AuditEntry
from app.core.origins import Source
from app.core.subjects import Subject
from app.core.transaction import transaction
from app.extensions import db
from app.marks import services as marks
from app.marks.models import Bookmark
from app.organisations.models import ActsFor
from app.practices.completions import services
from app.practices.imports.entries import KEPT, Entry, plan
from app.practices.kinds import CASE
from app.practices.models import Completion
from app.practices.writing.beginning import begin
from app.practices.writing.drafts import save_draft
from app.practices.writing.plans import CASES
from app.practices.writing.publishing import publish
from tests.factories.practices import CaseFactory, PracticeFactory
from tests.practices.writing.conftest import desk_of

WORDS = {"what": "Leere Läden werden zu Werkstätten.", "place": "Lindenau", "place_key": "07999001"}


@pytest.fixture
def stub(town) -> Subject:
    """An example in Lindenau that a source names."""
    values = {"origin": "offene_daten", "external_id": "pu-1/abc", "place_id": town.id}
    case = CaseFactory(title="Tapetenwechsel", is_stub=True, practice_id=PracticeFactory(title="Umbau").id, **values)
    with transaction():
        db.session.add(Source(subject_id=case.id, name="Maßnahmentool", licence="MIT"))
    return case.subject


@pytest.fixture
def speaks_for_lindenau(organisation, town) -> None:
    with transaction():
        db.session.add(ActsFor(organisation_id=organisation.id, place_id=town.id, state="confirmed"))


@pytest.fixture
def complete(organisation, stub):
    """complete(anna): the case in place of the stub, published."""

    def completed(person, **changes) -> Subject:
        case = begin(CASES, organisation.id, depth="short", actor=person.actor, stub=stub)
        save_draft(case, {**WORDS, **changes}, actor=person.actor, seen_version=desk_of(case).version)
        publish(case, desk_of(case).data, actor=person.actor)
        return case

    return completed


def state_of(case: Subject) -> str:
    return db.session.get_one(Completion, case.id, populate_existing=True).state


def html_of(client, path: str) -> str:
    return client.get(path).get_data(as_text=True)


def test_the_button_begins_with_what_the_source_says(client, log_in, anna, stub):
    log_in(client, anna)
    address = f"/neu/praxisbeispiel?beispiel={stub.public_id}"
    assert "Sie ergänzen „Tapetenwechsel“" in html_of(client, address)
    owner = db.session.scalar(select(Subject.public_id).where(Subject.kind == "organisation"))
    draft = client.post(address, data={"owner": owner, "depth": "short"}).headers["Location"]
    assert 'value="Tapetenwechsel"' in html_of(client, draft)
    assert "Ergänzung eines Beispiels" in html_of(client, draft.rsplit("/", 1)[0] + "/")


def test_who_speaks_for_the_town_replaces_the_example_at_once(client, speaks_for_lindenau, complete, anna, clara, stub):
    marks.keep(stub, note="Anrufen", actor=clara.actor)
    case = complete(anna)
    assert (state_of(case), stub.state) == ("replaced", "withdrawn")
    for old in ("/praxisbeispiele/tapetenwechsel", f"/k/{stub.public_id}"):
        assert client.get(old).headers["Location"].endswith(case.address)
    assert "zuerst genannt von Maßnahmentool: „Tapetenwechsel“" in html_of(client, case.address)
    mark = db.session.scalar(select(Bookmark))
    assert (mark.subject_id, mark.note) == (case.id, "Anrufen")


def test_the_line_with_the_source_stays_when_the_case_is_published_again(speaks_for_lindenau, complete, anna):
    case = complete(anna)
    save_draft(case, {"title": "Werkstatt"}, actor=anna.actor, seen_version=desk_of(case).version)
    publish(case, desk_of(case).data, actor=anna.actor)
    assert case.card["known_from"] == {"title": "Tapetenwechsel", "name": "Maßnahmentool"}


def test_a_repeated_import_leaves_the_retired_example_alone_even_when_its_row_is_gone(
    speaks_for_lindenau, complete, anna, stub
):
    case = complete(anna)
    entry = Entry("pu-1/abc", 1, {"title": "Tapetenwechsel"}, {"is_stub": True})
    assert plan(CASE, "offene_daten", [entry])[0].action == KEPT
    with transaction():
        db.session.delete(stub)
    assert plan(CASE, "offene_daten", [entry])[0].action == KEPT
    assert case.state == "published"


@pytest.mark.parametrize("somewhere_else", [False, True])
def test_others_wait_for_staff_and_everybody_sees_it(request, client, log_in, complete, anna, stub, somewhere_else):
    if somewhere_else:
        request.getfixturevalue("speaks_for_lindenau")
        with transaction():
            stub.place_id = None
    case = complete(anna)
    assert (state_of(case), stub.state) == ("waiting", "published")
    assert "Die Redaktion prüft noch, ob beide dasselbe meinen." in html_of(client, stub.address)
    assert client.get(case.address).status_code == 200
    log_in(client, anna)
    assert "Die Redaktion prüft noch, ob es das Beispiel laut Quelle ablöst." in html_of(client, case.address)
    assert "Bis dahin stehen beide da." in html_of(client, desk_of(case).url)


def test_staff_confirm_and_may_take_it_back(client, log_in, complete, anna, mona, stub):
    case = complete(anna)
    log_in(client, mona)
    assert "1 ergänztes Beispiel wartet" in html_of(client, "/redaktion/")
    page = html_of(client, "/redaktion/ergaenzungen")
    assert "Stadtmarketing Lindenau" in page
    assert "Tapetenwechsel" in page
    address = f"/redaktion/ergaenzungen/{case.public_id}"
    answer = client.post(address, data={"antwort": "ja"}, follow_redirects=True)
    assert "an der Stelle des Beispiels" in answer.get_data(as_text=True)
    assert state_of(case) == "replaced"
    assert "schon entschieden" in client.post(address, data={"antwort": "nein"}, follow_redirects=True).text
    client.post(address, data={"antwort": "zurueck"})
    assert client.get("/praxisbeispiele/tapetenwechsel").status_code == 200
    db.session.expire_all()
    assert (state_of(case), stub.state, case.external_id) == ("kept", "published", None)
    assert "known_from" not in case.card
    actions = db.session.scalars(select(AuditEntry.action).where(AuditEntry.action.like("completion.%"))).all()
    assert actions == ["completion.replaced", "completion.kept"]


def test_one_example_has_one_successor(complete, anna, mona):
    first, second = complete(anna), complete(anna)
    services.confirm(db.session.get_one(Completion, first.id), actor=mona.actor)
    with pytest.raises(services.NotWaiting):
        services.confirm(db.session.get_one(Completion, second.id), actor=mona.actor)
    assert state_of(second) == "kept"
    assert state_of(complete(anna)) == "kept"


def test_staff_who_publish_decide_in_the_same_moment(mona):
    assert services.decides_alone(Subject(), Subject(), mona.actor)


def test_withdrawn_cases_replace_nothing(complete, anna, mona):
    case = complete(anna)
    with transaction():
        case.state = "withdrawn"
    with pytest.raises(services.NotWaiting):
        services.confirm(db.session.get_one(Completion, case.id), actor=mona.actor)
