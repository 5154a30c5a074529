import re

import pytest

from app.accounts.passwords import hash_password
from app.accounts.services.staff import block_person
from app.core import clock
from app.core.events import PersonRemoved
from app.core.transaction import transaction
from app.extensions import db
from app.marks import queries, services
from app.marks.models import Bookmark
from tests.factories.accounts import PASSWORD
from tests.factories.practices import CaseFactory


@pytest.fixture
def case(organisation):
    return CaseFactory(title="Laden auf Probe", owner_id=organisation.id)


@pytest.fixture
def clara_at_home(client, clara, log_in):
    return log_in(client, clara)


def address(case):
    return f"/merkliste/{case.subject.public_id}"


def test_a_guest_is_led_to_the_log_in_and_back(client, case):
    answer = client.get(address(case))
    assert answer.status_code == 303
    assert answer.headers["Location"].endswith(f"weiter={address(case)}")


def test_what_a_guest_wished_is_kept_after_the_log_in(client, app, case, clara):
    with transaction():
        clara.user.password_hash = hash_password(PASSWORD)
    answer = client.get(f"/merkliste/merken/{case.subject.public_id}")
    log_in = client.post(answer.headers["Location"], data={"email": clara.email, "password": PASSWORD})
    assert client.get(log_in.headers["Location"]).headers["Location"] == "/praxisbeispiele/laden-auf-probe"
    assert len(queries.kept(clara.user_id, clara.actor)) == 1


def test_somebody_elses_link_keeps_nothing(clara_at_home, case, clara):
    answer = clara_at_home.get(f"/merkliste/merken/{case.subject.public_id}")
    assert answer.headers["Location"] == address(case)
    assert queries.kept(clara.user_id, clara.actor) == []


def test_a_long_note_survives_removing(clara_at_home, case, clara):
    clara_at_home.post(address(case), data={"note": "x" * 4_000})
    clara_at_home.post(f"{address(case)}/entfernen")
    clara_at_home.post(address(case), data={"weiter": "/merkliste/"})
    assert len(queries.kept(clara.user_id, clara.actor)[0].note) == 4_000


def test_a_case_is_kept_with_a_note(clara_at_home, case):
    assert clara_at_home.post(address(case), data={"note": "Dem Rat zeigen"}).status_code == 303
    text = clara_at_home.get("/merkliste/").text
    assert "Laden auf Probe" in text
    assert "Dem Rat zeigen" in text


def test_the_button_keeps_without_losing_an_earlier_note(clara_at_home, case, clara):
    clara_at_home.post(address(case), data={"note": "Dem Rat zeigen"})
    clara_at_home.post(address(case), data={"weiter": "/praxisbeispiele/laden-auf-probe"})
    assert queries.kept(clara.user_id, clara.actor)[0].note == "Dem Rat zeigen"


def test_the_way_back_never_leads_elsewhere(clara_at_home, case):
    answer = clara_at_home.post(address(case), data={"weiter": "//evil.example"})
    assert answer.headers["Location"] == "/merkliste/"


def test_removing_can_be_undone_with_its_note(clara_at_home, case, clara):
    clara_at_home.post(address(case), data={"note": "Dem Rat zeigen"})
    clara_at_home.post(f"{address(case)}/entfernen")
    text = clara_at_home.get("/merkliste/").text
    assert "Rückgängig" in text
    assert queries.kept(clara.user_id, clara.actor) == []
    clara_at_home.post(address(case), data={"weiter": "/merkliste/"})
    assert queries.kept(clara.user_id, clara.actor)[0].note == "Dem Rat zeigen"


def test_what_is_hidden_cannot_be_kept_and_disappears_from_lists(clara_at_home, case, clara):
    clara_at_home.post(address(case), data={"note": "x"})
    with transaction(case.subject):
        case.subject.hidden_at = clock.now()
    assert clara_at_home.get(address(case)).status_code == 404
    assert "Laden auf Probe" not in clara_at_home.get("/merkliste/").text
    assert clara_at_home.post(f"{address(case)}/entfernen").status_code == 303


def shared_link(client):
    return re.search(r'href="http://localhost(/merkliste/geteilt/[^"]+)"', client.get("/merkliste/").text).group(1)


def test_a_shared_list_shows_notes_only_when_wished(clara_at_home, app, case):
    clara_at_home.post(address(case), data={"note": "Dem Rat zeigen"})
    clara_at_home.post("/merkliste/teilen")
    first = shared_link(clara_at_home)
    text = app.test_client().get(first).text
    assert "Laden auf Probe" in text
    assert "Dem Rat zeigen" not in text
    clara_at_home.post("/merkliste/teilen", data={"mit_notizen": "1"})
    assert app.test_client().get(first).status_code == 404
    assert "Dem Rat zeigen" in app.test_client().get(shared_link(clara_at_home)).text


def test_a_closed_or_forged_link_leads_nowhere(clara_at_home, app, case):
    clara_at_home.post(address(case), data={})
    clara_at_home.post("/merkliste/teilen")
    link = shared_link(clara_at_home)
    assert app.test_client().get(link[:-3] + "abc").status_code == 404
    clara_at_home.post("/merkliste/teilen/beenden")
    assert app.test_client().get(link).status_code == 404


def test_the_link_of_a_blocked_person_leads_nowhere(clara_at_home, app, case, clara, mona):
    clara_at_home.post(address(case), data={})
    clara_at_home.post("/merkliste/teilen")
    link = shared_link(clara_at_home)
    block_person(clara.user_id, actor=mona.actor)
    assert app.test_client().get(link).status_code == 404


def test_a_shared_list_shows_nobody_more_than_he_may_see(clara_at_home, app, case):
    clara_at_home.post(address(case), data={})
    clara_at_home.post("/merkliste/teilen")
    with transaction(case.subject):
        case.subject.visibility = "members"
    assert "Laden auf Probe" not in app.test_client().get(shared_link(clara_at_home)).text


def test_it_leaves_as_a_table_that_runs_no_formula(clara_at_home, case):
    clara_at_home.post(address(case), data={"note": "=1+1"})
    answer = clara_at_home.get("/merkliste/merkliste.csv")
    assert answer.data.startswith(b"\xef\xbb\xbf")
    assert "'=1+1" in answer.text
    assert "Laden auf Probe" in answer.text


def test_the_list_takes_the_same_statements_for_one_and_for_many(clara_at_home, clara, organisation, count_sql):
    def keep(number):
        for _ in range(number):
            services.keep(CaseFactory(owner_id=organisation.id).subject, note="", actor=clara.actor)

    keep(1)
    with count_sql() as one:
        clara_at_home.get("/merkliste/")
    keep(20)
    with count_sql() as many:
        clara_at_home.get("/merkliste/")
    assert len(one) == len(many)


def test_it_goes_with_its_person(app, clara, case):
    services.keep(case.subject, note="", actor=clara.actor)
    services.forget_person(PersonRemoved(person_id=clara.user_id))
    assert db.session.query(Bookmark).count() == 0


def test_it_is_part_of_the_own_data(app, clara, case):
    services.keep(case.subject, note="Merken!", actor=clara.actor)
    assert queries.export(clara.user_id)[0]["notiz"] == "Merken!"


def test_the_page_says_whether_the_thing_is_already_kept(clara_at_home, case):
    assert "Notiz ändern" not in clara_at_home.get(address(case)).text
    clara_at_home.post(address(case), data={"note": "x"})
    assert "Notiz ändern" in clara_at_home.get(address(case)).text
