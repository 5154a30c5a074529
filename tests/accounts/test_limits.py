"""Guessing is slow for strangers, and never a lock for the owner."""

import pytest

from app.accounts import passwords
from app.accounts.passwords import hash_password
from app.accounts.services import authentication
from app.extensions import db
from tests.accounts.letters import link_in
from tests.factories.accounts import PASSWORD, UserFactory

GUESS = "geraten-und-geraten"


pytestmark = pytest.mark.usefixtures("both_counters")


@pytest.fixture
def dora(app):
    return UserFactory(name="Dora Dorn", password_hash=hash_password(PASSWORD))


def try_to_log_in(client, email, password, **more):
    return client.post("/konto/anmelden", data={"email": email, "password": password}, **more).status_code


def test_after_five_wrong_tries_even_the_right_password_waits(app, client, dora):
    assert [try_to_log_in(client, dora.email, GUESS) for _ in range(5)] == [422] * 5
    assert try_to_log_in(client, dora.email, PASSWORD) == 429
    answer = client.post("/konto/anmelden", data={"email": dora.email, "password": PASSWORD})
    assert "Link per E-Mail" in answer.text
    assert answer.headers["Retry-After"]


def test_an_unknown_account_is_limited_alike(client, app):
    assert [try_to_log_in(client, "nobody@example.org", GUESS) for _ in range(6)] == [422] * 5 + [429]


def test_the_limit_holds_in_every_process_and_after_a_restart(make_app, app, dora):
    for number in range(5):
        assert try_to_log_in(make_app().test_client(), dora.email, GUESS) == 422, number
    assert try_to_log_in(make_app().test_client(), dora.email, PASSWORD) == 429


def test_loopback_is_no_exception_and_other_networks_do_not_help(app, dora):
    for number in range(5):
        try_to_log_in(app.test_client(), dora.email, GUESS, environ_base={"REMOTE_ADDR": f"192.0.2.{number}"})
    assert try_to_log_in(app.test_client(), dora.email, PASSWORD, environ_base={"REMOTE_ADDR": "127.0.0.1"}) == 429


def test_handle_and_address_are_not_two_doors(app, client, dora):
    tries = [try_to_log_in(client, typed, GUESS) for typed in ("dora-dorn", dora.email) * 3]
    assert tries == [422] * 6
    assert try_to_log_in(client, "Dora-Dorn", PASSWORD) == 422


def test_a_quarter_of_an_hour_later_it_works_again(client, dora, end_windows):
    for _ in range(6):
        try_to_log_in(client, dora.email, GUESS)
    end_windows()
    assert try_to_log_in(client, dora.email, PASSWORD) == 303


def test_a_browser_used_before_is_not_locked_by_a_stranger(app, client, dora):
    assert try_to_log_in(client, dora.email, PASSWORD) == 303
    client.post("/konto/abmelden")
    stranger = app.test_client()
    for _ in range(8):
        try_to_log_in(stranger, dora.email, GUESS)
    assert try_to_log_in(stranger, dora.email, PASSWORD) == 429
    assert try_to_log_in(client, dora.email, PASSWORD) == 303


def test_the_known_browser_has_five_tries_of_its_own(client, dora):
    try_to_log_in(client, dora.email, PASSWORD)
    client.post("/konto/abmelden")
    assert [try_to_log_in(client, dora.email, GUESS) for _ in range(6)] == [422] * 5 + [429]


def test_an_invented_known_browser_is_unknown(app, dora):
    stranger = app.test_client()
    stranger.set_cookie("geraet", '["abc",1]', path="/konto/")
    for _ in range(5):
        try_to_log_in(stranger, dora.email, GUESS)
    assert try_to_log_in(stranger, dora.email, PASSWORD) == 429


def test_the_mail_lets_the_owner_in_whatever_a_stranger_does(app, client, dora, outbox):
    for _ in range(8):
        try_to_log_in(app.test_client(), dora.email, GUESS)
        app.test_client().post("/konto/passwort-vergessen", data={"email": dora.email})
    assert client.post(link_in(outbox[0]), data={"password": "Drei-neue-Laternen"}).status_code == 303


def test_one_network_tries_twenty_times_over_all_accounts(app, client, dora):
    tries = [try_to_log_in(client, f"person{number}@example.org", GUESS) for number in range(21)]
    assert tries == [422] * 20 + [429]
    assert try_to_log_in(client, dora.email, PASSWORD) == 429
    assert try_to_log_in(client, dora.email, PASSWORD, environ_base={"REMOTE_ADDR": "192.0.2.1"}) == 303


def test_right_passwords_are_not_counted(app, dora):
    assert [try_to_log_in(app.test_client(), dora.email, PASSWORD) for _ in range(8)] == [303] * 8


def test_the_whole_installation_has_a_limit_too(app, client, dora, monkeypatch):
    limit = authentication.Limit("log-in.everybody", 2, 900)
    monkeypatch.setattr(authentication, "EVERYBODY", limit)
    for number in range(2):
        try_to_log_in(client, f"p{number}@example.org", GUESS, environ_base={"REMOTE_ADDR": f"192.0.2.{number}"})
    assert try_to_log_in(client, dora.email, PASSWORD, environ_base={"REMOTE_ADDR": "198.51.100.7"}) == 429


def test_unknown_accounts_cost_the_same_work(app, client, dora, count_sql, monkeypatch):
    hashes = []
    original = passwords.is_right
    monkeypatch.setattr(passwords, "is_right", lambda *words: hashes.append(1) or original(*words))
    work = []
    try_to_log_in(client, "first-of-this-network@example.org", GUESS)
    for email in (dora.email, "nobody@example.org"):
        hashes.clear()
        with count_sql() as statements:
            try_to_log_in(client, email, GUESS)
        work.append((len(hashes), [one.split("WHERE")[0] for one in statements]))
    assert work[0] == work[1]
    assert work[0][0] == 1


@pytest.mark.parametrize("door", ["/konto/registrieren", "/konto/passwort-vergessen"])
def test_asking_for_a_mail_costs_the_same_for_known_and_unknown_addresses(app, dora, count_sql, door):
    fields = {"name": "Dora Dorn", "password": "Drei neue Laternen", "terms": "y"}
    work = []
    app.test_client().post(door, data={**fields, "email": "first-of-this-network@example.org"})
    for email in (dora.email, "nobody@example.org"):
        with count_sql() as statements:
            assert app.test_client().post(door, data={**fields, "email": email}).status_code == 303
        work.append(list(statements))
    assert work[0] == work[1]


def test_a_hash_made_with_less_memory_is_renewed_at_log_in(make_app, app, dora):
    stronger = make_app(argon2_memory_kib=64)
    assert try_to_log_in(stronger.test_client(), dora.email, PASSWORD) == 303
    db.session.refresh(dora)
    assert "m=64," in dora.password_hash
    assert try_to_log_in(app.test_client(), dora.email, PASSWORD) == 303
