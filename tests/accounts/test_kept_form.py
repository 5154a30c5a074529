"""What was typed when the log-in had ended is there again after logging in, or after signing up."""

import pytest
from sqlalchemy import func, select

from app.accounts.passwords import hash_password
from app.core.kept_forms import KeptForm
from app.extensions import db
from tests.accounts.letters import code_in
from tests.factories.accounts import PASSWORD, UserFactory

TEXT = {"name": "Dora Dorn", "position": "Citymanagerin mit langem Text", "about": "Ein **langer** Absatz."}


@pytest.fixture
def site(make_app):
    """With CSRF tokens, as on the real site."""
    return make_app(csrf=True)


@pytest.fixture
def dora(app):
    return UserFactory(name="Dora Dorn", password_hash=hash_password(PASSWORD))


def token_of(page):
    return page.text.split('name="csrf_token" value="')[1].split('"')[0]


def log_in(browser, address="/konto/anmelden"):
    token = token_of(browser.get(address))
    return browser.post(address, data={"email": "dora-dorn", "password": PASSWORD, "csrf_token": token})


def test_the_text_is_still_there_after_logging_in_again(site, dora):
    browser = site.test_client()
    log_in(browser)
    token = token_of(browser.get("/konto/profil"))
    second_tab = token_of(browser.get("/konto/"))
    browser.post("/konto/abmelden", data={"csrf_token": second_tab})
    answer = browser.post("/konto/profil", data={**TEXT, "csrf_token": token})
    assert answer.location == "/konto/anmelden?weiter=/konto/profil"
    assert "Ihr Text ist aufgehoben" in browser.get(answer.location).text
    answer = log_in(browser, answer.location)
    assert answer.location == "/konto/profil"
    page = browser.get(answer.location).text
    assert "Citymanagerin mit langem Text" in page
    assert "Ein **langer** Absatz." in page
    assert "Ihr Text ist noch da" in page


def test_the_text_is_still_there_after_signing_up(app, client, outbox):
    answer = client.post("/konto/profil", data=TEXT)
    wish = {"name": "Emil Erle", "email": "emil@example.org", "password": PASSWORD, "terms": "y"}
    client.post(answer.location.replace("anmelden", "registrieren"), data=wish)
    answer = client.post("/konto/bestaetigen", data={"code": code_in(outbox[0])})
    assert answer.location == "/konto/profil"
    assert "Citymanagerin mit langem Text" in client.get("/konto/profil").text


def test_a_form_opened_before_another_log_in_loses_nothing(site, dora):
    browser = site.test_client()
    log_in(browser)
    token = token_of(browser.get("/konto/profil"))
    browser.post("/konto/abmelden", data={"csrf_token": token_of(browser.get("/konto/"))})
    log_in(browser)
    answer = browser.post("/konto/profil", data={**TEXT, "csrf_token": token})
    assert answer.status_code == 400
    assert "aufgehoben" in answer.text
    assert "Citymanagerin" not in browser.get("/personen/dora-dorn").text
    assert "Citymanagerin mit langem Text" in browser.get("/konto/profil").text


def test_a_guest_cannot_fill_the_table_with_forms(client, app):
    for number in range(63):
        client.post("/konto/profil", data={"name": str(number)})
    assert db.session.scalar(select(func.count()).select_from(KeptForm)) == 60


def test_a_very_long_way_back_is_no_error(client, app):
    answer = client.post("/konto/profil", data=TEXT, headers={"Referer": "http://localhost/" + "x" * 5_000})
    assert answer.location == "/konto/anmelden?weiter=/konto/profil"


def test_passwords_are_never_kept(client, app, dora):
    client.post("/konto/passwort", data={"password": "Geheimnis-Nummer-1", "new_password": "Geheimnis-Nummer-2"})
    client.post("/konto/anmelden", data={"email": "dora-dorn", "password": PASSWORD})
    assert "Geheimnis" not in client.get("/konto/passwort").text


def test_every_form_of_the_account_needs_its_token(site, dora):
    browser = site.test_client()
    log_in(browser)
    for page in (
        "profil",
        "email",
        "passwort",
        "verlassen",
        "profil/kontakt",
        "geraete/ueberall",
        "geraete/1/abmelden",
    ):
        answer = browser.post(f"/konto/{page}", data={"password": PASSWORD})
        assert answer.status_code in (400, 422), page
    assert browser.get("/konto/").status_code == 200
