"""People as staff sees them."""

import pytest
from sqlalchemy import select

from app.accounts.models import Grant
from app.core.audit import AuditEntry
from app.extensions import db
from tests.factories.accounts import UserFactory
from tests.harness.cast import person


@pytest.fixture
def otto(app):
    """The operator."""
    return person("Otto Ohm", ("admin", None))


@pytest.fixture
def desk(client, otto, log_in):
    return log_in(client, otto)


def log():
    db.session.commit()
    return [entry.action for entry in db.session.scalars(select(AuditEntry).order_by(AuditEntry.id))]


@pytest.mark.parametrize("text", ["Müller", "mueller", "MÜLLER-lüdenscheidt@", "jürgen"])
def test_staff_finds_people_by_name_and_address(desk, text):
    UserFactory(
        name="Jürgen Müller",
        handle="juergen-mueller",
        email="mueller-luedenscheidt@example.org",
        email_folded="müller-lüdenscheidt@example.org",
    )
    UserFactory(name="Erna Ernst")
    page = desk.get("/redaktion/personen", query_string={"q": text}).text
    assert "Erna Ernst" not in page
    assert "Jürgen Müller" in page


def test_an_odd_search_finds_nobody_and_breaks_nothing(desk):
    for text in ("%", "_", "'", '"', "\\", "\x00", "a" * 5_000, "🙂"):
        assert desk.get("/redaktion/personen", query_string={"q": text}).status_code == 200


def test_blocking_ends_all_log_ins_at_once_hides_the_profile_and_is_logged(app, desk, clara, log_in):
    browser = log_in(app.test_client(), clara)
    desk.post(f"/redaktion/personen/{clara.handle}/sperren", data={"reason": "Werbung"})
    assert browser.get("/konto/").status_code == 303
    assert desk.get(f"/personen/{clara.handle}").status_code == 404
    desk.post(f"/redaktion/personen/{clara.handle}/freigeben")
    assert desk.get(f"/personen/{clara.handle}").status_code == 200
    assert log() == ["person.blocked", "person.unblocked"]


def test_blocking_needs_a_reason(desk, clara):
    answer = desk.post(f"/redaktion/personen/{clara.handle}/sperren", data={"reason": " "})
    assert answer.status_code == 422
    assert "Grund" in answer.text
    assert log() == []


def test_roles_are_given_and_taken_and_logged(desk, clara):
    desk.post(f"/redaktion/personen/{clara.handle}/rollen", data={"moderator": "y"})
    assert clara.actor.is_staff
    desk.post(f"/redaktion/personen/{clara.handle}/rollen", data={"admin": "y"})
    assert clara.actor.roles == {("admin", None)}
    desk.post(f"/redaktion/personen/{clara.handle}/rollen", data={})
    assert clara.actor.roles == frozenset()
    assert log() == ["person.roles"] * 3


def test_nobody_blocks_himself_or_changes_his_own_roles(desk, otto):
    assert desk.post(f"/redaktion/personen/{otto.handle}/sperren", data={"reason": "x"}).status_code == 404
    assert desk.post(f"/redaktion/personen/{otto.handle}/rollen", data={}).status_code == 404
    assert "Das sind Sie selbst" in desk.get(f"/redaktion/personen/{otto.handle}").text


def test_a_moderator_blocks_members_but_no_staff_and_gives_no_roles(client, mona, clara, otto, log_in):
    desk = log_in(client, mona)
    assert desk.post(f"/redaktion/personen/{clara.handle}/sperren", data={"reason": "x"}).status_code == 303
    assert desk.post(f"/redaktion/personen/{otto.handle}/sperren", data={"reason": "x"}).status_code == 404
    assert desk.post(f"/redaktion/personen/{clara.handle}/rollen", data={"admin": "y"}).status_code == 404


def test_a_list_of_people_costs_the_same_for_few_and_many(desk, count_sql):
    counts = []
    for number in (1, 15):
        for _ in range(number):
            UserFactory()
        with count_sql() as statements:
            desk.get("/redaktion/personen")
        counts.append(len(statements))
    assert counts[0] == counts[1] <= 3


def test_the_command_makes_an_admin_who_may_log_in(app, client):
    options = ["--name", "Olga Ohm", "--email", "olga@example.org", "--password", "Drei neue Laternen"]
    runner = app.test_cli_runner()
    assert "olga-ohm" in runner.invoke(args=["accounts", "create-admin", *options]).output
    client.post("/konto/anmelden", data={"email": "olga@example.org", "password": "Drei neue Laternen"})
    assert client.get("/redaktion/personen").status_code == 200
    assert runner.invoke(args=["accounts", "create-admin", *options]).exit_code == 0
    assert len(db.session.scalars(select(Grant)).all()) == 1


@pytest.mark.parametrize("wrong", [("--email", "olga"), ("--password", "kurz"), ("--name", " ")])
def test_the_command_refuses_what_is_wrong(app, wrong):
    options = {"--name": "Olga", "--email": "olga@example.org", "--password": "Drei neue Laternen"} | dict([wrong])
    result = app.test_cli_runner().invoke(
        args=["accounts", "create-admin", *[x for pair in options.items() for x in pair]]
    )
    assert result.exit_code == 2
    assert db.session.scalars(select(Grant)).all() == []
