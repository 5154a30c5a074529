"""Log-in and log-out as a browser does them."""

import pytest
from sqlalchemy import func, select

from app.accounts.models import LogIn
from app.accounts.passwords import hash_password
from app.accounts.services.log_ins import end_all_log_ins, renew_ids
from app.core import clock
from app.core.transaction import transaction
from app.extensions import db
from tests.factories.accounts import PASSWORD, UserFactory

WRONG = "stimmen nicht"


@pytest.fixture
def dora(app):
    return UserFactory(name="Dora Dorn", password_hash=hash_password(PASSWORD))


def try_to_log_in(client, email, password, weiter="", **more):
    address = "/konto/anmelden" + (f"?weiter={weiter}" if weiter else "")
    return client.post(address, data={"email": email, "password": password}, **more)


def log_ins_of(user_id):
    db.session.commit()
    return db.session.scalar(select(func.count()).select_from(LogIn).where(LogIn.user_id == user_id))


def session_cookie(client):
    return client.get_cookie("ortskern").value


def test_the_right_password_opens_the_account(client, dora):
    answer = try_to_log_in(client, dora.email, PASSWORD)
    assert (answer.status_code, answer.location) == (303, "/konto/")
    assert "Guten Tag, Dora Dorn" in client.get("/konto/").text


@pytest.mark.parametrize("typed", ["  DORA-DORN@Example.ORG ", "dora-dorn", "Dora-Dorn"])
def test_address_and_handle_may_be_typed_in_any_case(client, dora, typed):
    assert try_to_log_in(client, typed, PASSWORD).status_code == 303


def test_an_account_without_password_cannot_be_entered(client, clara):
    assert try_to_log_in(client, clara.email, "").status_code == 422
    assert WRONG in try_to_log_in(client, clara.email, "nobody has this password").text


def test_several_people_share_a_mailbox_and_the_password_tells_who_comes(client, app):
    shared = {"email": "info@lindenau.example", "email_folded": "info@lindenau.example"}
    UserFactory(name="Emil Erle", password_hash=hash_password("Erster-Mann-am-Platz"), **shared)
    UserFactory(name="Frieda Fink", password_hash=hash_password("Zweite-Frau-am-Platz"), **shared)
    try_to_log_in(client, "info@lindenau.example", "Zweite-Frau-am-Platz")
    assert "Frieda Fink" in client.get("/konto/").text


def test_a_blocked_person_learns_it_only_with_the_right_password(client, app):
    blocked = UserFactory(name="Gerd", password_hash=hash_password(PASSWORD), blocked_at=clock.now())
    assert "gesperrt" in try_to_log_in(client, blocked.email, PASSWORD).text
    assert "gesperrt" not in try_to_log_in(client, blocked.email, "Etwas ganz anderes").text


def test_a_guest_is_led_back_to_where_he_wanted_to_go(client, dora):
    answer = client.get("/konto/?ansicht=alle")
    assert answer.location == "/konto/anmelden?weiter=/konto/?ansicht%3Dalle"
    answer = client.post(answer.location, data={"email": dora.email, "password": PASSWORD})
    assert answer.location == "/konto/?ansicht=alle"


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "javascript:alert(1)",
        "/%09/evil.example",
        "/\t/evil.example",
        "evil.example",
        "///evil.example",
        "http:evil.example",
    ],
)
def test_nobody_is_led_to_another_site(client, dora, target):
    answer = client.post(
        "/konto/anmelden", query_string={"weiter": target}, data={"email": dora.email, "password": PASSWORD}
    )
    assert answer.location in ("/konto/", "/%09/evil.example")


def test_the_session_of_before_is_worthless_and_empty_after_the_log_in(client, dora):
    with client.session_transaction() as session:
        session.update({"planted": "by a stranger", "csrf_token": "known to a stranger", "kept_form": "a text"})
    try_to_log_in(client, dora.email, PASSWORD)
    with client.session_transaction() as session:
        assert "planted" not in session
        assert session.get("csrf_token") != "known to a stranger"
        assert session["kept_form"] == "a text"


def test_each_log_in_has_a_new_id_and_ends_the_one_before_in_this_browser(client, dora):
    try_to_log_in(client, dora.email, PASSWORD)
    first = session_cookie(client)
    client.post("/konto/abmelden")
    try_to_log_in(client, dora.email, PASSWORD)
    assert session_cookie(client) != first
    assert log_ins_of(dora.id) == 1


def test_a_copied_cookie_is_refused_after_log_out(app, client, dora):
    try_to_log_in(client, dora.email, PASSWORD)
    thief = app.test_client()
    thief.set_cookie("ortskern", session_cookie(client))
    assert thief.get("/konto/").status_code == 200
    client.post("/konto/abmelden")
    assert thief.get("/konto/").status_code == 303
    assert log_ins_of(dora.id) == 0


def test_log_out_needs_a_post_with_token(make_app):
    site = make_app(csrf=True)
    assert site.test_client().get("/konto/abmelden").status_code == 405
    assert site.test_client().post("/konto/abmelden").status_code == 400


def test_log_in_needs_its_token(make_app):
    visitor = make_app(csrf=True).test_client()
    answer = try_to_log_in(visitor, "dora-dorn@example.org", PASSWORD)
    assert "location" not in answer.headers


def test_a_change_of_roles_gives_a_new_id_and_the_old_one_is_refused(app, client, clara, log_in):
    log_in(client, clara)
    thief = app.test_client()
    thief.set_cookie("ortskern", session_cookie(client))
    renew_ids(clara.user_id)
    before = session_cookie(client)
    assert client.get("/konto/").status_code == 200
    assert session_cookie(client) != before
    assert client.get("/konto/").status_code == 200
    assert thief.get("/konto/").status_code == 303


def test_ended_expired_and_blocked_log_ins_are_guests(client, clara, log_in):
    log_in(client, clara)
    end_all_log_ins(clara.user_id)
    assert client.get("/konto/").status_code == 303
    log_in(client, clara)
    with transaction():
        clara.user.blocked_at = clock.now()
    assert client.get("/konto/").status_code == 303


def test_being_signed_in_costs_one_statement_and_reading_writes_nothing(client, clara, log_in, count_sql):
    log_in(client, clara)
    with count_sql() as statements:
        assert client.get("/gibt-es-nicht").status_code == 404
        assert client.get("/konto/daten").status_code == 200
    assert len(statements) == 2
    assert all(one.lstrip().startswith("SELECT") for one in statements)


def test_the_cookie_says_what_it_should(client, dora):
    answer = try_to_log_in(client, dora.email, PASSWORD)
    session, device = sorted(answer.headers.getlist("Set-Cookie"), key=lambda one: one.startswith("geraet"))
    assert "HttpOnly" in session
    assert "SameSite=Lax" in session
    assert "Expires=" in session
    assert "Path=/konto/" in device
