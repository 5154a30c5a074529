"""Whether an address has an account is told to its mailbox alone: the same words at every door."""

import pytest

from app.accounts.passwords import hash_password
from tests.factories.accounts import PASSWORD, UserFactory
from tests.harness.alike import assert_alike

NAMES = ("dora@rathaus.example", "emil@rathaus.example")
GUESS = "geraten-und-geraten"
DOORS = {
    "log-in": ("/konto/anmelden", {"password": GUESS}, "/konto/anmelden"),
    "sign-up": ("/konto/registrieren", {"name": "Ida Immel", "password": PASSWORD, "terms": "y"}, "/konto/bestaetigen"),
    "reset": ("/konto/passwort-vergessen", {}, "/konto/passwort-neu"),
}


@pytest.fixture(autouse=True)
def dora(app):
    return UserFactory(name="Dora Dorn", password_hash=hash_password(PASSWORD), email=NAMES[0], email_folded=NAMES[0])


@pytest.mark.parametrize("door", DOORS)
def test_a_known_and_an_unknown_address_get_the_same_words(app, door):
    path, fields, then = DOORS[door]
    visitors = [app.test_client(), app.test_client()]
    answers = [one.post(path, data={**fields, "email": name}) for one, name in zip(visitors, NAMES, strict=True)]
    assert_alike(*answers, NAMES)
    assert answers[0].status_code == (422 if door == "log-in" else 303)
    assert_alike(*(one.get(then) for one in visitors), NAMES)
    assert_alike(*(one.post(then, data={"code": "000000"}) for one in visitors), NAMES)


@pytest.mark.parametrize("place", ["mitglieder", "email"])
def test_who_invites_or_moves_to_an_address_does_not_learn_whether_it_is_known(
    app, place, organisation, anna, log_in, monkeypatch
):
    path = f"{organisation.subject.address}/mitglieder" if place == "mitglieder" else "/konto/email"
    monkeypatch.setattr("app.accounts.views.passwords.checked_password", lambda _field: True)
    answers = []
    for name in NAMES:
        client = log_in(app.test_client(), anna)
        fields = {"role": "org_member", "password": PASSWORD, "email": name}
        answers.append((client.post(path, data=fields), client.get("/konto/email/bestaetigen")))
    for one, other in zip(*answers, strict=True):
        assert_alike(one, other, NAMES)
