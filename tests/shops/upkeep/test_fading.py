"""What nobody confirms fades: badges on list, page, map and card; then it is no longer "jetzt geöffnet"."""

import pytest

from app.core import cache_version, clock
from app.extensions import db
from app.search import indexing
from app.shops.models import Shop
from app.shops.services import hours
from app.shops.upkeep import fading
from tests.factories.shops import ShopFactory

ALWAYS = "24/7"


@pytest.fixture
def kranich(at, clara):
    """Clara's shop, always open, its hours confirmed on the 23rd of November 2026."""
    at("2026-11-23T12:00")
    shop = ShopFactory(title="Kranich", slug="kranich", owners=[clara], lat=49.41, lon=8.69, opening_hours=ALWAYS)
    hours.confirm_hours(shop, by="shop", actor=clara.actor)
    return shop


def texts(client):
    cache_version.raise_version()  # a minute of the wall has not passed
    paths = ("/laeden/", "/laeden/kranich", "/laeden/karte?mitte=49.41,8.69&zoom=17", "/laeden/einbetten/laden/kranich")
    return [client.get(path).get_data(as_text=True) for path in paths]


@pytest.mark.parametrize(
    ("day", "words"),
    [("2027-07-01", "Zuletzt bestätigt vor 7 Monaten"), ("2027-12-01", "Lange nicht bestätigt")],
)
def test_the_age_stands_on_list_page_map_and_card(kranich, at, client, day, words):
    assert not any("bestätigt vor" in text for text in texts(client))
    at(f"{day}T12:00")
    assert [words in text for text in texts(client)] == [True] * 4


def test_it_stands_on_hits_of_the_search_and_on_the_merkliste_without_a_statement_more(
    kranich, at, client, inside, clara, count_sql
):
    indexing.rebuild()
    inside(clara).post(f"/merkliste/{kranich.subject.public_id}")
    counted = []
    for day, is_old in (("2026-11-24", False), ("2027-07-01", True)):
        at(f"{day}T12:00")
        cache_version.raise_version()
        visitors = (client, "/suche?q=Kranich&art=shop"), (inside(clara), "/merkliste/")
        for visitor, path in visitors:
            with count_sql() as statements:
                text = visitor.get(path).text
            assert ("Kranich" in text, "Zuletzt bestätigt vor 7 Monaten" in text) == (True, is_old)
            counted.append(len(statements))
    assert counted[2:] <= counted[:2]


def test_after_200_days_a_shop_is_not_open_now_any_more(kranich, at, client):
    open_ones = "/laeden/?offen=1"
    at("2027-06-01T12:00")
    hours.refresh_due()
    assert "Kranich" in client.get(open_ones).get_data(as_text=True)
    at("2027-06-15T12:00")
    cache_version.raise_version()
    assert "Kranich" not in client.get(open_ones).get_data(as_text=True)
    assert fading.is_needed()
    fading.fade()
    shop = db.session.get_one(Shop, kranich.id, populate_existing=True)
    assert (shop.open_from, shop.open_to, fading.is_needed()) == (None, None, False)
    assert "Bitte fragen Sie im Zweifel nach" in client.get("/laeden/kranich").get_data(as_text=True)


def test_the_operator_chooses_how_long_a_confirmation_lasts(app, kranich, at, client, monkeypatch):
    monkeypatch.setitem(app.config, "SETTINGS", app.config["SETTINGS"].model_copy(update={"shop_hours_days": 30}))
    at("2026-12-25T12:00")
    cache_version.raise_version()
    assert "Kranich" not in client.get("/laeden/?offen=1").get_data(as_text=True)


def test_the_owner_sees_it_and_one_press_makes_it_fresh(kranich, at, inside, clara):
    at("2027-12-01T12:00")
    browser = inside(clara)
    page = browser.get("/konto/laeden").get_data(as_text=True)
    assert "Lange nicht bestätigt" in page
    assert 'action="/laeden/kranich/bestaetigen"' in page
    done = browser.post("/laeden/kranich/bestaetigen", data={"von": "konto"}, follow_redirects=True)
    text = done.get_data(as_text=True)
    assert "ist als richtig bestätigt" in text
    assert "Lange nicht" not in text
    shop = db.session.get_one(Shop, kranich.id, populate_existing=True)
    assert shop.confirmed_at == shop.hours_confirmed_at == clock.now()
    assert shop.open_from is not None


def test_what_nobody_ever_confirmed_has_its_own_label_and_a_claim_counts_as_a_confirmation(at, client):
    ShopFactory(title="Offen", slug="offen", claimed_at=None, origin="offene_daten")
    ShopFactory(title="Neu", slug="neu-hier")
    at("2028-06-01T12:00")
    assert "Lange nicht bestätigt" not in client.get("/laeden/offen").get_data(as_text=True)
    assert "Lange nicht bestätigt" in client.get("/laeden/neu-hier").get_data(as_text=True)
