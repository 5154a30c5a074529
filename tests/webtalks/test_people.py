"""Naming hosts and speakers as people are called."""

import pytest
from sqlalchemy import update

from app.accounts.models import User
from app.core.transaction import transaction
from app.extensions import db
from tests.factories.webtalks import WebtalkFactory
from tests.harness.cast import person


@pytest.fixture
def talk(organisation, anna):
    return WebtalkFactory(title="Leerstand", owner_id=organisation.id, hosts=[anna])


@pytest.fixture
def naming(inside, talk, anna):
    """naming("Bernd Busch"): Anna makes this person a host."""
    return lambda text: inside(anna).post("/webtalks/leerstand/leitung", data={"handle": text}, follow_redirects=True)


@pytest.mark.parametrize(
    "text", ["Bernd Busch", "bernd busch", "bernd-busch", "/personen/bernd-busch", "X (bernd-busch)"]
)
def test_a_colleague_is_found_by_name_or_address(naming, bernd, text):
    assert "Bernd Busch leitet jetzt diesen Webtalk." in naming(text).text


def test_of_two_with_one_name_both_are_offered(naming, bernd, organisation):
    twin = person("Bernd Busch 2", ("org_member", organisation.id))
    with transaction():
        db.session.execute(update(User).where(User.id == twin.user_id).values(name="Bernd Busch"))
    assert f"Bernd Busch (bernd-busch), Bernd Busch ({twin.handle})" in naming("Bernd Busch").text


def test_who_does_not_let_herself_be_found_is_not_offered_to_strangers(inside, naming, clara, bernd, anna):
    asked = inside(anna).get("/konto/webtalks/personen?q=clara")
    assert asked.json == []
    assert "finden wir niemanden" in naming("Clara Christ").text
    assert inside(anna).get("/konto/webtalks/personen?q=bern").json[0]["label"] == "Bernd Busch (bernd-busch)"
