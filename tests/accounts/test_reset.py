"""A forgotten password."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from app.accounts.passwords import hash_password, is_right
from app.core import clock
from app.core.tokens import OneTimeToken
from app.core.transaction import transaction
from app.extensions import db
from tests.accounts.letters import code_in, link_in, wrong_code
from tests.factories.accounts import PASSWORD, UserFactory

NEW = "Drei-neue-Laternen"


@pytest.fixture
def dora(app):
    return UserFactory(name="Dora Dorn", password_hash=hash_password(PASSWORD))


def ask(client, email="dora-dorn@example.org"):
    return client.post("/konto/passwort-vergessen", data={"email": email})


def may_log_in(client, password):
    return client.post("/konto/anmelden", data={"email": "dora-dorn", "password": password}).status_code == 303


def test_a_new_password_by_code(app, client, dora, outbox):
    assert ask(client).location == "/konto/passwort-neu"
    answer = client.post("/konto/passwort-neu", data={"code": code_in(outbox[0])})
    assert answer.location == "/konto/passwort-neu/waehlen"
    assert client.post(answer.location, data={"password": NEW}).location == "/konto/"
    assert "Dora Dorn" in client.get("/konto/").text
    assert may_log_in(app.test_client(), NEW)
    assert not may_log_in(app.test_client(), PASSWORD)


def test_a_new_password_by_link_in_another_browser(app, client, dora, outbox):
    ask(client)
    elsewhere = app.test_client()
    link = link_in(outbox[0])
    assert elsewhere.get(link).status_code == 200
    assert elsewhere.post(link, data={"password": NEW}).location == "/konto/"
    assert elsewhere.post(link, data={"password": NEW}).status_code == 410


def test_all_other_log_ins_end_and_the_owner_is_told(app, client, dora, outbox):
    phone = app.test_client()
    may_log_in(phone, PASSWORD)
    ask(client)
    client.post(link_in(outbox[0]), data={"password": NEW})
    assert phone.get("/konto/").status_code == 303
    assert "wurde geändert" in outbox[-1].subject


def test_an_unknown_address_gets_the_same_answer_and_another_mail(app, client, dora, outbox):
    known, unknown = ask(client), ask(app.test_client(), "nobody@example.org")
    assert (known.status_code, known.location, known.text) == (unknown.status_code, unknown.location, unknown.text)
    assert "kein Konto" in outbox.to("nobody@example.org")[0].subject


def test_three_times_an_hour_for_one_address(app, dora, outbox):
    assert [ask(app.test_client()).status_code for _ in range(5)] == [303, 303, 303, 429, 429]
    assert len(outbox) == 3


def test_those_who_share_a_mailbox_choose_their_account(client, outbox):
    shared = {"email": "info@example.org", "email_folded": "info@example.org"}
    emil = UserFactory(name="Emil Erle", password_hash=hash_password(PASSWORD), **shared)
    frieda = UserFactory(name="Frieda Fink", password_hash=hash_password(PASSWORD), **shared)
    ask(client, "info@example.org")
    link = link_in(outbox[0])
    assert client.post(link, data={"password": NEW}).status_code == 422
    assert client.post(link, data={"password": NEW, "person": "999999"}).status_code == 422
    assert client.post(link, data={"password": NEW, "person": str(frieda.id)}).status_code == 303
    db.session.refresh(emil)
    db.session.refresh(frieda)
    assert is_right(emil.password_hash, PASSWORD)
    assert is_right(frieda.password_hash, NEW)


def test_wrong_digits_and_old_links_open_nothing(client, dora, outbox):
    ask(client)
    assert client.post("/konto/passwort-neu", data={"code": wrong_code(outbox[0])}).status_code == 422
    assert client.get("/konto/passwort-neu/waehlen").status_code == 410
    assert client.get("/konto/passwort-neu/erfunden").status_code == 410
    with transaction():
        db.session.execute(update(OneTimeToken).values(expires_at=clock.now() - timedelta(seconds=1)))
    answer = client.get(link_in(outbox[0]))
    assert answer.status_code == 410
    assert "Neuen Link anfordern" in answer.text


def test_one_reset_ends_all_links_sent_before(app, client, dora, outbox):
    ask(client)
    ask(client)
    client.post(link_in(outbox[1]), data={"password": NEW})
    assert app.test_client().get(link_in(outbox[0])).status_code == 410


def test_a_weak_new_password_is_refused_and_the_link_still_works(client, dora, outbox):
    ask(client)
    link = link_in(outbox[0])
    assert "mindestens 10" in client.post(link, data={"password": "kurz"}).text
    assert "nicht vorkommen" in client.post(link, data={"password": "Dora Dorn 1234"}).text
    assert client.post(link, data={"password": NEW}).status_code == 303


def test_links_in_mails_never_come_from_the_host_header(client, dora, outbox):
    client.post("/konto/passwort-vergessen", data={"email": dora.email}, headers={"Host": "evil.example"})
    assert "evil.example" not in outbox[0].text + outbox[0].html


def test_the_reset_opens_an_account_that_somebody_else_has_locked(app, client, dora, outbox):
    for _ in range(6):
        may_log_in(app.test_client(), "geraten-und-geraten")
    assert not may_log_in(app.test_client(), PASSWORD)
    ask(client)
    client.post(link_in(outbox[0]), data={"password": NEW})
    assert may_log_in(app.test_client(), NEW)


@pytest.mark.parametrize("body", ["x", ["email"], {"email": 5}, None])
def test_a_form_that_comes_as_json_is_an_empty_form(client, body):
    assert client.post("/konto/passwort-vergessen", json=body).status_code == 422
