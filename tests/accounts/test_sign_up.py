"""Sign-up: the same answer for everybody, an account only after the button or the digits."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from app.accounts.models import User
from app.accounts.passwords import hash_password
from app.core import clock
from app.core.tokens import OneTimeToken
from app.core.transaction import transaction
from app.extensions import db
from tests.accounts.letters import code_in, link_in, wrong_code
from tests.factories.accounts import PASSWORD, UserFactory

DORA = {"name": "Dora Dorn", "email": "Dora@Rathaus.example", "password": PASSWORD, "terms": "y"}


def sign_up(client, weiter="", **changes):
    address = "/konto/registrieren" + (f"?weiter={weiter}" if weiter else "")
    return client.post(address, data={**DORA, **changes})


def people():
    db.session.commit()
    return db.session.scalar(select(func.count()).select_from(User))


def test_signing_up_by_typing_the_code(client, outbox):
    assert sign_up(client).location == "/konto/bestaetigen"
    assert people() == 0
    assert outbox[0].to_address == "Dora@rathaus.example"
    answer = client.post("/konto/bestaetigen", data={"code": code_in(outbox[0])})
    assert (answer.status_code, answer.location) == (303, "/konto/")
    assert "Dora Dorn" in client.get("/konto/").text
    assert people() == 1


def test_the_code_may_be_typed_with_blanks(client, outbox):
    sign_up(client)
    code = code_in(outbox[0])
    assert client.post("/konto/bestaetigen", data={"code": f" {code[:3]} {code[3:]} "}).status_code == 303


def test_opening_the_link_does_nothing_before_the_button(client, outbox):
    sign_up(client)
    link = link_in(outbox[0])
    for _ in range(3):
        assert "Willkommen, Dora Dorn" in client.get(link).text
    assert people() == 0
    assert client.post(link).location == "/konto/"
    assert people() == 1


def test_in_another_browser_the_link_asks_for_the_password_chosen(app, client, outbox):
    sign_up(client)
    elsewhere = app.test_client()
    link = link_in(outbox[0])
    assert "anderen Browser" in elsewhere.get(link).text
    assert elsewhere.post(link).status_code == 422
    assert elsewhere.post(link, data={"password": "geraten und geraten"}).status_code == 422
    assert elsewhere.post(link, data={"password": PASSWORD}).status_code == 303
    assert "Dora Dorn" in elsewhere.get("/konto/").text


def test_six_wrong_tries_make_the_code_worthless(client, outbox):
    sign_up(client)
    for _ in range(6):
        assert "stimmt nicht" in client.post("/konto/bestaetigen", data={"code": wrong_code(outbox[0])}).text
    assert client.post("/konto/bestaetigen", data={"code": code_in(outbox[0])}).status_code == 422
    client.post("/konto/bestaetigen/neu")
    assert client.post("/konto/bestaetigen", data={"code": code_in(outbox[1])}).status_code == 303


def test_a_used_or_expired_link_says_what_to_do(client, outbox):
    sign_up(client)
    client.post(link_in(outbox[0]))
    client.post("/konto/abmelden")
    used = client.get(link_in(outbox[0]))
    assert used.status_code == 410
    assert "Noch einmal registrieren" in used.text
    sign_up(client, email="zweite@rathaus.example")
    with transaction():
        db.session.execute(update(OneTimeToken).values(expires_at=clock.now() - timedelta(seconds=1)))
    assert client.post(link_in(outbox[1])).status_code == 410


def test_the_answer_is_the_same_for_a_known_address_and_the_mail_is_not(app, client, outbox):
    UserFactory(name="Emil Erle", email="dora@rathaus.example", email_folded="dora@rathaus.example")
    known = sign_up(client)
    unknown = sign_up(app.test_client(), email="nobody@rathaus.example")
    assert (known.status_code, known.location, known.text) == (unknown.status_code, unknown.location, unknown.text)
    assert "Emil Erle" in outbox[0].text
    assert "Emil Erle" not in outbox[1].text


def test_a_second_person_at_the_same_mailbox_gets_an_account_of_her_own(client, outbox):
    shared = {"email": "dora@rathaus.example", "email_folded": "dora@rathaus.example"}
    UserFactory(name="Emil Erle", password_hash=hash_password("Erster-Mann-am-Platz"), **shared)
    sign_up(client)
    client.post("/konto/bestaetigen", data={"code": code_in(outbox[0])})
    assert "Dora Dorn" in client.get("/konto/").text
    client.post("/konto/abmelden")
    client.post("/konto/anmelden", data={"email": shared["email"], "password": "Erster-Mann-am-Platz"})
    assert "Emil Erle" in client.get("/konto/").text


def test_a_sixth_person_needs_an_address_of_his_own(client, outbox):
    for number in range(5):
        UserFactory(name=f"Emil {number}", email="dora@rathaus.example", email_folded="dora@rathaus.example")
    assert sign_up(client).location == "/konto/bestaetigen"
    assert "fünf Konten" in outbox[0].text


def test_he_comes_back_to_where_he_was_with_what_he_typed(client, outbox):
    with client.session_transaction() as session:
        session["kept_form"] = "a text"
    sign_up(client, weiter="/konto/?neu=1")
    answer = client.post("/konto/bestaetigen", data={"code": code_in(outbox[0])})
    assert answer.location == "/konto/?neu=1"
    with client.session_transaction() as session:
        assert session["kept_form"] == "a text"


def test_the_way_on_never_leads_away(client, outbox):
    sign_up(client, weiter="//evil.example")
    assert client.post(link_in(outbox[0])).location == "/konto/"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"name": ""}, "Bitte geben Sie Ihren Namen an."),
        ({"name": "  \u202e \u200b "}, "Bitte geben Sie Ihren Namen an."),
        ({"name": "Gewinn: https://evil.example"}, "nur Ihren Namen"),
        ({"name": "x" * 121}, "höchstens 120"),
        ({"email": "rathaus"}, "keine vollständige E-Mail-Adresse"),
        ({"email": "a@b"}, "keine vollständige E-Mail-Adresse"),
        ({"email": "a@b.de\nBcc: x@y.de"}, "keine vollständige E-Mail-Adresse"),
        ({"password": "kurz"}, "mindestens 10 Zeichen"),
        ({"password": "Passwort123!"}, "leicht zu erraten"),
        ({"password": "aaaaaaaaaaaa"}, "leicht zu erraten"),
        ({"password": "x" * 300}, "höchstens 200"),
        ({"password": "dora@rathaus.example"}, "nicht vorkommen"),
        ({"terms": ""}, "Einverständnis"),
    ],
)
def test_what_is_wrong_is_said_and_the_rest_is_kept(client, outbox, changes, words):
    answer = sign_up(client, **changes)
    assert answer.status_code == 422
    assert words in answer.text
    kept = "Dora@rathaus.example" if "email" not in changes else "Dora Dorn"
    assert kept in answer.text
    assert len(outbox) == 0


@pytest.mark.parametrize(
    "name", ["Jürgen O'Brien-Ğ", "王小明", "X Æ A-12", "محمد", "Ann\u0308e", "Robert'); DROP TABLE user;--"]
)
def test_names_of_all_people_are_welcome(client, outbox, name):
    sign_up(client, name=name)
    assert client.post("/konto/bestaetigen", data={"code": code_in(outbox[0])}).status_code == 303


def test_people_of_the_same_name_get_different_handles(app, outbox):
    for number in range(3):
        visitor = app.test_client()
        sign_up(visitor, email=f"dora{number}@rathaus.example")
        visitor.post("/konto/bestaetigen", data={"code": code_in(outbox[number])})
    assert set(db.session.scalars(select(User.handle))) == {"dora-dorn", "dora-dorn-2", "dora-dorn-3"}


def test_one_address_is_not_flooded_with_mail(app, outbox):
    answers = [sign_up(app.test_client()).status_code for _ in range(7)]
    assert answers == [303] * 5 + [429] * 2
    assert len(outbox) == 5


def test_without_a_sign_up_in_this_browser_the_page_says_what_helps(client):
    assert "der Link aus derselben E-Mail" in client.get("/konto/bestaetigen").text
    assert client.post("/konto/bestaetigen", data={"code": "123456"}).status_code == 422
    assert client.post("/konto/bestaetigen/neu").location == "/konto/registrieren"
