import pytest

from app.core import clock
from app.core.jobs.models import Job
from app.core.subjects import Subject
from app.core.transaction import transaction
from app.extensions import db
from app.moderation.deeds import circumstances
from app.moderation.models import Report
from app.organisations.models import ActsFor
from tests.factories.accounts import GrantFactory
from tests.factories.organisations import OrganisationFactory
from tests.factories.places import PlaceFactory

NOTICE = {
    "address": "/organisationen/markthalle",
    "reason": "falsch",
    "text": "Die Zahlen stimmen nicht.",
    "name": "Eva Eich",
    "email": "eva@example.org",
}


@pytest.fixture
def thing(app):
    return OrganisationFactory(title="Markthalle", kind="handel", mailbox="markthalle@example.org")


def report():
    return db.session.query(Report).one()


def test_anyone_reports_and_is_told_that_it_arrived(client, thing, outbox):
    assert client.post("/meldung", data=NOTICE).status_code == 303
    assert report().subject_id == thing.id
    (letter,) = outbox.to("eva@example.org")
    assert "Die Zahlen stimmen nicht." in letter.text


def test_a_full_address_is_understood_and_an_unknown_one_kept(client, thing):
    client.post("/meldung", data={**NOTICE, "address": "https://ortskern.example/organisationen/markthalle?x=1#y"})
    assert report().subject_id == thing.id


def test_what_is_missing_is_said_at_the_field_and_the_rest_stays(client, app):
    answer = client.post("/meldung", data={**NOTICE, "text": ""})
    assert answer.status_code == 422
    assert "Bitte beschreiben Sie kurz" in answer.text
    assert "/organisationen/markthalle" in answer.text


@pytest.mark.parametrize(
    ("typed", "back"),
    [
        ("/organisationen/markthalle?x=1", "/organisationen/markthalle?x=1"),
        ("http://localhost/organisationen/markthalle", "/organisationen/markthalle"),
        ("https://evil.example/organisationen/markthalle", None),
        ("http://localhost.evil.example/", None),
        ("http://localhost//evil.example", None),
        ("//evil.example", None),
        ("javascript:alert(1)", None),
        ("Seite der Markthalle", None),
    ],
)
def test_thanks_lead_back_to_the_reported_page_if_it_is_ours(client, app, typed, back):
    answer = client.post("/meldung", data={**NOTICE, "address": typed})
    page = client.get(answer.headers["Location"]).text
    assert "ist angekommen" in page
    assert (f'href="{back}"' in page) if back else ("gemeldeten Seite" not in page)


def test_a_forged_way_back_is_not_offered(client):
    assert "evil.example" not in client.get("/meldung/danke?weiter=//evil.example/").text


def test_machines_that_fill_everything_get_thanks_and_nothing_else(client, app):
    assert client.post("/meldung", data={**NOTICE, "website": "http://spam"}).status_code == 303
    assert db.session.query(Report).count() == 0


def test_too_many_notices_are_refused(client, app):
    answers = [client.post("/meldung", data=NOTICE).status_code for _ in range(11)]
    assert answers == [303] * 10 + [429]


def test_staff_hides_a_thing_and_everybody_hears_why(client, app, thing, mona, log_in, outbox):
    client.post("/meldung", data=NOTICE)
    desk = log_in(app.test_client(), mona)
    assert "Markthalle" in desk.get("/redaktion/meldungen").text
    assert "Angaben sind falsch oder irreführend." in desk.get(f"/redaktion/meldungen/{report().id}").text
    answer = desk.post(
        f"/redaktion/meldungen/{report().id}", data={"action": "hidden", "decision": "Zahlen sind falsch."}
    )
    assert answer.status_code == 303
    db.session.rollback()
    assert db.session.get(Subject, thing.id).hidden_at is not None
    assert client.get("/organisationen/markthalle").status_code == 404
    assert "Zahlen sind falsch." in outbox.to("eva@example.org")[-1].text
    assert "Zahlen sind falsch." in outbox.to("markthalle@example.org")[-1].text


def test_a_decision_for_keeping_shows_it_again(client, app, thing, mona, log_in):
    client.post("/meldung", data=NOTICE)
    desk = log_in(app.test_client(), mona)
    for action in ("hidden", "kept"):
        desk.post(f"/redaktion/meldungen/{report().id}", data={"action": action, "decision": "Noch einmal geprüft."})
    db.session.rollback()
    assert db.session.get(Subject, thing.id).hidden_at is None


def test_nobody_decides_about_his_own_organisation(client, app, thing, mona, log_in):
    GrantFactory(user_id=mona.user_id, role="org_member", scope_id=thing.id)
    client.post("/meldung", data=NOTICE)
    desk = log_in(app.test_client(), mona)
    desk.post(f"/redaktion/meldungen/{report().id}", data={"action": "hidden", "decision": "Meins."})
    db.session.rollback()
    assert report().state == "open"


@pytest.mark.parametrize(
    "path",
    [
        "/redaktion/",
        "/redaktion/meldungen",
        "/redaktion/aufgaben",
        "/redaktion/postausgang",
        "/redaktion/protokoll",
        "/redaktion/meldungen/1",
    ],
)
def test_the_desk_does_not_exist_for_members(client, clara, log_in, path):
    assert log_in(client, clara).get(path).status_code == 404


def test_moderators_do_not_read_mail(client, mona, log_in):
    assert log_in(client, mona).get("/redaktion/postausgang").status_code == 404


def test_a_failed_job_is_shown_and_repeated(client, app, mona, log_in):
    with transaction():
        db.session.add(Job(name="mail.send", payload={}, failed_at=clock.now(), last_error="Server kaputt", tries=8))
    desk = log_in(client, mona)
    assert "Server kaputt" in desk.get("/redaktion/aufgaben").text
    job = db.session.query(Job).filter(Job.failed_at.is_not(None)).one()
    desk.post(f"/redaktion/aufgaben/{job.id}/wiederholen")
    db.session.rollback()
    assert db.session.get(Job, job.id).failed_at is None


def test_the_log_says_circumstances_in_german_and_leaves_out_what_is_empty():
    detail = {"old": "", "new": "DE… 0006", "wanted": True, "roles": ["a", "b"]}
    assert circumstances(detail) == "neu: DE… 0006, gewünscht: ja, Rollen: a, b"


def test_the_desk_never_says_that_nothing_waits_while_somebody_does(client, mona, log_in):
    desk = log_in(client, mona)
    assert "Im Moment wartet nichts" in desk.get("/redaktion/").text
    bureau, town = OrganisationFactory(kind="stadtmarketing"), PlaceFactory()
    with transaction():
        db.session.add(ActsFor(organisation_id=bureau.id, place_id=town.id, state="requested"))
    page = desk.get("/redaktion/").text
    assert "1 Organisation möchte für einen Ort handeln" in page
    assert "Im Moment wartet nichts" not in page
