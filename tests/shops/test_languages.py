"""The shopkeeper's pages are ready for further languages: every sentence of theirs is in the catalogue."""

from datetime import timedelta

import pytest

from app.core import clock, languages
from app.core.actors import Actor
from app.core.transaction import transaction
from app.extensions import db
from app.shops.happenings.services import Happening, announce
from app.shops.upkeep.links import letters_path, new_address
from tests.factories.shops import ShopFactory
from tests.harness.wrapped import ASK, unmarked, write_catalogue

BY_WTFORMS = "Not a valid choice"
WRITTEN = ("Kranich", "Lesung", "Clara Christ", "Hauptstraße", "Heidelberg")
HERE = "/laeden/kranich"
PAGES = (
    "/neu/laden",
    "/konto/laeden",
    *(f"{HERE}/{page}" for page in ("bearbeiten", "oeffnungszeiten", "bilder", "veranstaltungen", "schliessen")),
    f"{HERE}/verlauf",
    f"{HERE}/zahlen",
)


@pytest.fixture(scope="module")
def catalogues(tmp_path_factory):
    folder = tmp_path_factory.mktemp("translations")
    assert write_catalogue(folder) > 450
    return folder


@pytest.fixture
def app(make_app, catalogues, monkeypatch):
    monkeypatch.setattr(languages, "FOLDER", catalogues)
    app = make_app(page_cache_seconds=60)
    with app.app_context():
        yield app
        db.session.remove()


@pytest.fixture
def shop(clara):
    return ShopFactory(title="Kranich", owners=[clara], phone="06221 1", website="https://kranich.example")


def test_every_sentence_of_the_shopkeepers_pages_can_be_translated(inside, clara, shop):
    soon = clock.now() + timedelta(days=3)
    announce(shop, Happening("Lesung", "Mit Musik.", soon, soon + timedelta(hours=2)), actor=Actor())
    browser = inside(clara)
    with transaction():
        link = new_address(shop.id, clara.user_id)
    pages = (*PAGES, link, f"{link}/aendern", f"{link}/geschlossen", letters_path(clara.user_id))
    left = {page: unmarked(browser.get(page, headers=ASK).text, *WRITTEN) for page in pages}
    assert {page: words for page, words in left.items() if words} == {}


def test_so_can_what_a_form_refuses(inside, clara, shop):
    browser, left = inside(clara), {}
    for page, typed in (
        ("/neu/laden", {"title": "", "place": "Nirgends"}),
        (f"{HERE}/bearbeiten", {"title": "", "position": "8.6, 49.4", "postcode": "1", "phone": "x", "website": "?"}),
        (f"{HERE}/oeffnungszeiten", {"day_1_1": "früh", "exceptions": "immer", "holidays": "own"}),
        (f"{HERE}/veranstaltungen", {"title": "Lesung", "day": "bald", "starts": "19", "ends": "20"}),
        (f"{HERE}/bilder", {}),
        (f"{HERE}/schliessen", {"wie": "pause"}),
    ):
        answer = browser.post(page, data=typed, headers=ASK)
        assert answer.status_code == 422, page
        left[page] = unmarked(answer.text, "Kranich", "Lesung", BY_WTFORMS)
    assert {page: words for page, words in left.items() if words} == {}


def test_so_can_what_two_people_wrote_at_once(inside, clara, shop):
    with transaction():
        pages = (f"{new_address(shop.id, clara.user_id)}/aendern", f"{HERE}/oeffnungszeiten")
    stale = {"words": "Mona", "marks": '{"hours":"","words":"00000000"}', "holidays": "closed"}
    with transaction():
        shop.hours_text = "Kranich"
    answers = [inside(clara).post(page, data=stale, headers=ASK) for page in pages]
    assert [answer.status_code for answer in answers] == [409, 409]
    assert [unmarked(answer.text, *WRITTEN, "Mona") for answer in answers] == [[], []]


def test_a_kept_page_is_kept_for_its_language(client, shop):
    first, english = client.get(HERE), client.get(HERE, headers=ASK)
    assert (first.headers["Content-Language"], english.headers["Content-Language"]) == ("de", "en")
    assert '<html lang="de">' in client.get(HERE).text
    assert '<html lang="en">' in client.get(HERE, headers=ASK).text
    assert "Accept-Language" in first.headers["Vary"]
    assert first.headers["ETag"] != english.headers["ETag"]


def test_without_a_catalogue_there_is_only_german(make_app):
    answer = make_app().test_client().get("/", headers=ASK)
    assert '<html lang="de">' in answer.text
    assert "Accept-Language" not in answer.headers["Vary"]
