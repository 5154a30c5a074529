"""Registering a shop, changing it, its hours and pictures, closing it; and what stays when its owner leaves."""

import io

import pytest
from sqlalchemy import select

from app.accounts.services.leaving import leave
from app.core.subjects import Subject
from app.extensions import db
from app.shops.models import Shop
from tests.factories.pictures import picture
from tests.factories.places import PlaceFactory
from tests.factories.shops import ShopFactory

BEGUN = {"title": "Kranich", "category": "buecher", "place": "Heidelberg"}
FULL = {
    **BEGUN,
    "summary": "Bücher und Kaffee.",
    "story": "Seit **1923**.",
    "street": "Hauptstraße",
    "house_number": "12",
    "postcode": "69117",
    "position": "49.4103, 8.6937",
    "phone": "06221 12345",
    "website": "kranich.example",
    "social": "https://www.instagram.com/kranich\nhttps://social.example/@kranich",
    "delivers": "y",
    "wheelchair": "limited",
    "version": "0",
    "seen": "1",
}


@pytest.fixture
def heidelberg(app):
    return PlaceFactory(name="Heidelberg", key="08221000", lat=49.41, lon=8.69)


@pytest.fixture
def begun(heidelberg, inside, clara):
    """Clara's browser, and the address of her draft."""
    browser = inside(clara)
    return browser, browser.post("/neu/laden", data=BEGUN).headers["Location"].removesuffix("/bearbeiten")


def the_shop() -> Shop:
    db.session.expire_all()
    return db.session.scalars(select(Shop)).one()


def test_a_shop_is_registered_in_two_steps(client, begun):
    browser, address = begun
    assert client.get(address).status_code == 404
    done = browser.post(f"{address}/bearbeiten", data=FULL)
    assert done.headers["Location"] == "/laeden/kranich"
    text = client.get("/laeden/kranich").get_data(as_text=True)
    for words in (
        "Bücher und Kaffee.",
        "<strong>1923</strong>",
        "69117 Heidelberg",
        "https://kranich.example",
        "Instagram",
    ):
        assert words in text
    shop = the_shop()
    assert (shop.lat, shop.lon, shop.confirmed_by) == (49.4103, 8.6937, "shop")


def test_what_is_typed_is_kept_and_seen_by_nobody_else(client, begun):
    browser, address = begun
    typed = {**FULL, "summary": "Noch nicht fertig"}
    assert browser.post(f"{address}/entwurf", data=typed).json == {"version": 1}
    assert browser.post(f"{address}/entwurf", data=typed).status_code == 409
    form = browser.get(f"{address}/bearbeiten").get_data(as_text=True)
    assert "Noch nicht fertig" in form
    assert 'name="delivers" type="checkbox" value="y" checked' in form or "checked" in form
    assert the_shop().subject.summary == ""
    browser.post(f"{address}/entwurf/vergessen")
    assert db.session.scalars(select(Shop)).all() == []


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"position": "8.6937, 49.4103"}, "vertauscht"),
        ({"position": "0, 0"}, "nicht in Deutschland"),
        ({"position": "am Markt"}, "zwei Zahlen"),
        ({"postcode": "6911"}, "fünf Ziffern"),
        ({"title": "x" * 300}, "höchstens 200"),
        ({"website": "javascript:alert(1)"}, "keine Internetadresse"),
        ({"place": "Nirgendwo"}, "kennen wir nicht"),
        ({"phone": "ruf an"}, "nur Ziffern"),
        ({"seen": "7"}, "inzwischen geändert"),
    ],
)
def test_what_is_not_right_is_said(begun, change, sentence):
    browser, address = begun
    answer = browser.post(f"{address}/bearbeiten", data={**FULL, **change})
    assert answer.status_code == 422
    assert sentence in answer.get_data(as_text=True)


HOURS = {f"day_{day}_1": "10-18.30" for day in range(1, 6)} | {"day_6_1": "10:00 – 16 Uhr", "holidays": "closed"}


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        (HOURS, "Mo-Fr 10:00-18:30; Sa 10:00-16:00; PH off"),
        ({"day_5_1": "22-3", "holidays": "unsaid"}, "Fr 22:00-03:00"),
        ({"day_1_1": "9-12", "day_1_2": "14 bis 18", "holidays": "own", "holiday_1": "11-15"},
         "Mo 09:00-12:00,14:00-18:00; PH 11:00-15:00"),
        ({**HOURS, "exceptions": "24.12. 10-14\n1.8.-15.8.2027 geschlossen"},
         "Mo-Fr 10:00-18:30; Sa 10:00-16:00; PH off; Dec 24 10:00-14:00; 2027 Aug 01-2027 Aug 15 off"),
        ({"syntax": "Mo[1] 10:00-12:00", "holidays": "unsaid"}, "Mo[1] 10:00-12:00"),
        ({"words": "Nach Vereinbarung", "holidays": "closed"}, None),
    ],
)  # fmt: skip
def test_hours_need_no_syntax(client, begun, typed, stored):
    browser, address = begun
    assert browser.post(f"{address}/oeffnungszeiten", data=typed).status_code == 303
    shop = the_shop()
    assert shop.opening_hours == stored
    assert shop.hours_text == typed.get("words", "")
    again = browser.get(f"{address}/oeffnungszeiten").get_data(as_text=True)
    for value in typed.values():
        assert value[:2].rstrip("-") in again


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"day_1_1": "von früh bis spät"}, "verstehen wir nicht"),
        ({"day_1_1": "10-14", "day_1_2": "13-18"}, "zweite Zeit"),
        ({"day_1_1": "25-26"}, "keine Zeit von bis"),
        ({"exceptions": "31.2. 10-12"}, "Diesen Tag gibt es nicht"),
        ({"holidays": "own"}, "Zeiten an Feiertagen"),
        ({"syntax": "sunrise-sunset"}, "verstehen wir nicht sicher"),
    ],
)
def test_hours_that_nobody_can_read_are_never_guessed(begun, typed, sentence):
    browser, address = begun
    answer = browser.post(f"{address}/oeffnungszeiten", data={"holidays": "closed", **typed})
    assert answer.status_code == 422
    assert sentence in answer.get_data(as_text=True)
    assert the_shop().opening_hours is None


def test_a_picture_needs_words_and_stands_in_the_list(client, begun):
    browser, address = begun
    browser.post(f"{address}/bearbeiten", data=FULL)
    sent = {"file": (io.BytesIO(picture()), "front.jpg")}
    assert browser.post("/laeden/kranich/bilder", data=sent).status_code == 422
    sent = {"file": (io.BytesIO(picture()), "front.jpg"), "alt": "Schaufenster mit Atlanten"}
    assert browser.post("/laeden/kranich/bilder", data=sent).status_code == 303
    assert 'alt="Schaufenster mit Atlanten"' in client.get("/laeden/").get_data(as_text=True)
    number = browser.get("/laeden/kranich/bilder").get_data(as_text=True).split("/bilder/")[1].split("/")[0]
    assert browser.post(f"/laeden/kranich/bilder/{number}/entfernen").status_code == 303
    assert "Atlanten" not in client.get("/laeden/").get_data(as_text=True)


def test_a_closed_shop_keeps_its_page_and_leaves_the_list(client, begun):
    browser, address = begun
    browser.post(f"{address}/bearbeiten", data=FULL)
    browser.post("/laeden/kranich/schliessen")
    assert "Diesen Laden gibt es nicht mehr" in client.get("/laeden/kranich").get_data(as_text=True)
    assert "Kranich" not in client.get("/laeden/liste.csv").get_data(as_text=True)
    browser.post("/laeden/kranich/wieder-oeffnen")
    assert "Kranich" in client.get("/laeden/liste.csv").get_data(as_text=True)


def test_one_click_says_that_it_is_still_right(begun, at, inside, clara):
    browser, address = begun
    browser.post(f"{address}/oeffnungszeiten", data=HOURS)
    browser.post(f"{address}/bearbeiten", data={**FULL, "seen": str(the_shop().subject.version)})
    at("2028-01-10T12:00")
    inside(clara).post("/laeden/kranich/bestaetigen")
    shop = the_shop()
    assert shop.hours_confirmed_at.year == shop.confirmed_at.year == 2028
    assert shop.open_from is not None


def test_a_shop_outlives_its_owners_account(client, run_jobs, begun, clara):
    browser, address = begun
    browser.post(f"{address}/oeffnungszeiten", data=HOURS)
    browser.post(f"{address}/bearbeiten", data={**FULL, "seen": "2", "email": "clara@kranich.example"})
    draft_id = ShopFactory(title="Nur Entwurf", state="draft", owners=[clara]).id
    leave(clara.user_id)
    run_jobs()
    assert db.session.scalar(select(Subject.id).where(Subject.id == draft_id)) is None
    shop = the_shop()
    assert (shop.claimed_at, shop.email, shop.open_from, shop.hours_confirmed_at) == (None, "", None, None)
    text = client.get("/laeden/kranich").get_data(as_text=True)
    assert "Unbestätigter Eintrag" in text
    assert "wird zurzeit von niemandem betreut" in text
    assert "Nachricht schreiben" not in text


def test_a_name_that_is_taken_or_a_page_of_ours_gets_its_town(heidelberg, inside, clara):
    ShopFactory(title="Kranich")
    browser = inside(clara)
    for title, expected in (("Kranich", "kranich-heidelberg"), ("Karte", "karte-heidelberg")):
        address = browser.post("/neu/laden", data={**BEGUN, "title": title}).headers["Location"]
        assert browser.post(address, data={**FULL, "title": title}).headers["Location"] == f"/laeden/{expected}"
