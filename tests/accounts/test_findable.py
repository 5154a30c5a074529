"""People are found as far as their profile says, and by nobody any more from the moment they change their mind."""

import re

import pytest

from app.accounts.models import User
from app.accounts.services.findable import catch_up
from app.accounts.services.leaving import leave
from app.accounts.services.profile import ProfileText, save_profile
from app.accounts.services.staff import block_person, unblock_person
from app.core import clock
from app.core.subjects import Subject
from app.core.transaction import transaction
from app.extensions import db
from app.search import indexing
from tests.factories.practices import CaseFactory
from tests.harness.cast import person

NAMES = ("Leerstandskataster", "Dorn", "Dora+Dorn", "Frau+Dorn")
LINK = 'href="/personen/dora-dorn"'


@pytest.fixture
def dora(app):
    return person("Dora Dorn")


@pytest.fixture
def profile(dora):
    """profile(position="public"): Dora's, with these visibilities, and taken into the index."""

    def save(**visibility: str) -> None:
        shown = {"position": "nobody", "expertise": "nobody", "about": "nobody", **visibility}
        text = ProfileText("Dora Dorn", "Citymanagerin", "Leerstandskataster", "Früher Försterin.", "", shown)
        save_profile(dora.user_id, text)

    indexing.rebuild()
    return save


@pytest.fixture
def found(client, log_in, clara):
    """found("Dorn"): who finds Dora by this word?"""

    def ask(word: str) -> str:
        indexing.index_pending()
        guest = LINK in client.get(f"/suche?q={word}").text
        member = LINK in log_in(client.application.test_client(), clara).get(f"/suche?q={word}").text
        return {(True, True): "everyone", (False, True): "members", (False, False): "nobody"}[guest, member]

    return ask


@pytest.mark.parametrize(
    ("visibility", "by_name", "by_expertise", "by_about"),
    [
        ({}, "nobody", "nobody", "nobody"),
        ({"expertise": "members"}, "members", "members", "nobody"),
        ({"expertise": "public"}, "everyone", "everyone", "nobody"),
        ({"position": "public", "about": "public"}, "everyone", "nobody", "everyone"),
    ],
)
def test_each_field_is_found_by_its_own_readers(profile, found, visibility, by_name, by_expertise, by_about):
    profile(**visibility)
    assert [found("Dorn"), found("Leerstandskataster"), found("Försterin")] == [by_name, by_expertise, by_about]


def test_the_entry_leads_to_the_profile_and_can_be_filtered(client, profile, dora):
    profile(position="public", expertise="public")
    indexing.index_pending()
    page = client.get("/suche?q=Leerstandskataster&typ=personen").text
    assert f'href="/personen/{dora.handle}"' in page
    assert "dora" not in client.get("/sitemap-1.xml").text


def test_people_stand_behind_entries_unless_their_name_was_typed(client, profile):
    text = "Früher war hier vieles anders, und auch ein Leerstandskataster gab es. Dora Dorn hat davon erzählt. " * 3
    case = CaseFactory(title="Ein langer Bericht", what_html=f"<p>{text}</p>")
    profile(expertise="public")
    indexing.rebuild()
    order = {word: re.findall(LINK + "|" + case.subject.slug, client.get(f"/suche?q={word}").text) for word in NAMES}
    assert order["Leerstandskataster"][0] == case.subject.slug
    assert {order[word][0] for word in NAMES[1:]} == {LINK}


def test_who_hides_her_profile_is_gone_with_the_commit(client, profile):
    profile(expertise="public")
    indexing.index_pending()
    profile(expertise="members")
    assert "Dora" not in client.get("/suche?q=Dorn").text
    assert "Dora" not in client.get("/suche/vorschlaege?q=dor").text


def test_who_is_blocked_or_leaves_is_found_no_more(client, profile, found, dora, mona):
    profile(expertise="public")
    block_person(dora.user_id, actor=mona.actor)
    assert found("Dorn") == "nobody"
    unblock_person(dora.user_id, actor=mona.actor)
    assert found("Dorn") == "everyone"
    leave(dora.user_id)
    assert found("Dorn") == found("Mitglied") == "nobody"
    assert "Dora" not in {subject.title for subject in db.session.query(Subject)}


def test_moderation_can_hide_a_profile(client, profile, dora):
    profile(expertise="public")
    with transaction():
        db.session.query(Subject).filter_by(kind="person").one().hidden_at = clock.now()
    assert client.get(f"/personen/{dora.handle}").status_code == 404


def test_profiles_from_before_are_taken_in(profile, found, dora):
    with transaction():
        user = db.session.get_one(User, dora.user_id)
        user.expertise, user.visibility = "Leerstandskataster", {"expertise": "public"}
    assert found("Dorn") == "nobody"
    catch_up()
    assert found("Dorn") == "everyone"
