"""Which version of the terms of use a member agreed to, and the one question when a new version asks for consent."""

import json

import pytest

from app.accounts.passwords import hash_password
from app.accounts.services.leaving import leave
from tests.accounts.letters import code_in
from tests.factories.accounts import PASSWORD, GrantFactory, UserFactory

NEW = "/konto/nutzungsbedingungen"


@pytest.fixture
def dora(app):
    return UserFactory(name="Dora Dorn", password_hash=hash_password(PASSWORD))


@pytest.fixture
def publish(app, clara, log_in):
    """publish(1, needs_consent="y"): the operator writes the next version, after the number seen before."""
    GrantFactory(user_id=clara.user_id, role="admin", scope_id=None)
    operator = log_in(app.test_client(), clara)

    def write(seen, **more):
        data = {"title": "Nutzungsbedingungen", "text": f"Fassung {seen + 1}", "version": seen, **more}
        assert operator.post("/redaktion/seiten/nutzungsbedingungen", data=data).status_code == 303

    return write


def enter(client, weiter="/merkliste/"):
    data = {"email": "dora-dorn", "password": PASSWORD}
    return client.post(f"/konto/anmelden?weiter={weiter}", data=data).location


def sign_up(client, outbox, **more):
    data = {"name": "Emil Erle", "email": "emil@rathaus.example", "password": PASSWORD, "terms": "y", **more}
    client.post("/konto/registrieren", data=data)
    return client.post("/konto/bestaetigen", data={"code": code_in(outbox[-1])})


def accepted(client):
    return [one["version"] for one in json.loads(client.get("/konto/daten.json").text)["person"]["accepted_terms"]]


def test_the_version_agreed_to_at_sign_up_stands_in_my_data(client, publish, outbox):
    publish(0)
    assert 'name="terms_version" type="hidden" value="1"' in client.get("/konto/registrieren").text
    assert sign_up(client, outbox, terms_version="1").location == "/konto/"
    assert accepted(client) == [1]


def test_who_signed_up_with_the_old_page_open_agreed_to_the_old_version(client, publish, outbox):
    publish(0, needs_consent="y")
    assert sign_up(client, outbox, terms_version="0").location == f"{NEW}?weiter=/konto/"
    assert accepted(client) == [0]


def test_a_version_that_asks_for_nothing_disturbs_nobody(client, dora, publish):
    publish(0)
    assert enter(client) == "/merkliste/"
    assert client.get(NEW).location == "/konto/"


def test_a_new_version_asks_once_and_leads_on(client, dora, publish):
    publish(0, needs_consent="y", note="Bilder brauchen jetzt eine Quelle.")
    asked = enter(client)
    assert asked == f"{NEW}?weiter=/merkliste/"
    page = client.get(asked).text
    assert "Bilder brauchen jetzt eine Quelle." in page
    assert client.post(asked, data={"terms_version": "1"}).location == "/merkliste/"
    assert accepted(client) == [1]
    publish(1)
    client.post("/konto/abmelden")
    assert enter(client) == "/merkliste/"


def test_who_says_not_now_goes_on_and_is_asked_at_the_next_log_in(client, dora, publish):
    publish(0, needs_consent="y")
    page = client.get(enter(client)).text
    assert '<a class="kern-btn kern-btn--secondary" href="/merkliste/">' in page.replace("\n", "")
    assert client.get("/merkliste/").status_code == 200
    assert "haben sich geändert" in client.get("/konto/").text
    client.post("/konto/abmelden")
    assert enter(client).startswith(NEW)


def test_the_question_loses_nothing_that_was_kept_for_after_the_log_in(client, dora, publish):
    publish(0, needs_consent="y")
    with client.session_transaction() as session:
        session["kept_form"] = "a text"
    client.post(enter(client), data={"terms_version": "1"})
    with client.session_transaction() as session:
        assert session["kept_form"] == "a text"


@pytest.mark.parametrize("typed", ["99", "-1", "", "zwei"])
def test_nobody_agrees_to_a_version_that_does_not_exist(client, dora, publish, typed):
    publish(0, needs_consent="y")
    client.post(enter(client), data={"terms_version": typed})
    assert set(accepted(client)) <= {0, 1}


def test_other_pages_never_ask_for_consent(client, publish, clara, log_in):
    assert "needs_consent" not in log_in(client, clara).get("/redaktion/seiten/impressum").text
    assert "needs_consent" in client.get("/redaktion/seiten/nutzungsbedingungen").text


def test_leaving_takes_the_consent_along(client, dora, publish, count_sql):
    publish(0, needs_consent="y")
    client.post(enter(client), data={"terms_version": "1"})
    user_id = dora.id
    with count_sql() as statements:
        leave(user_id)
    assert any("DELETE FROM accepted_terms" in one for one in statements)
