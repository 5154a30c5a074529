"""A city's organisation looks after the shops of its town: what it sees, what it may change, and who hears of it."""

import io
import re

import pytest
from sqlalchemy import select

from app.core import clock
from app.core.audit import AuditEntry
from app.core.drafts import Draft
from app.core.mail.models import Letter
from app.core.saved_drafts import save_draft
from app.core.transaction import transaction
from app.extensions import db
from app.organisations.models import ActsFor
from app.shops.kinds import OWNER
from app.shops.models import Shop
from app.shops.queries import pictures_of
from tests.factories.accounts import GrantFactory, UserFactory
from tests.factories.organisations import OrganisationFactory
from tests.factories.pictures import picture
from tests.factories.places import PlaceFactory
from tests.factories.shops import ShopFactory
from tests.harness.cast import person

LIST = "/organisationen/stadtmarketing-lindenau/laeden"


@pytest.fixture
def town(app, organisation):
    """Lindenau, for which Anna's organisation acts."""
    town = PlaceFactory(name="Lindenau", key="99777001")
    with transaction():
        db.session.add(ActsFor(organisation_id=organisation.id, place_id=town.id, state="confirmed"))
    return town


@pytest.fixture
def shop(town):
    """Sina's; she has typed something that is not public."""
    sina = person("Sina Sommer")
    shop = ShopFactory(title="Kranich", place_id=town.id, owners=[sina], email="kranich@example.org", phone="06221 1")
    save_draft(shop, {"summary": "Noch nicht fertig"}, seen=0, actor=sina.actor)
    return shop


@pytest.fixture
def kiosk(town):
    return ShopFactory(title="Kiosk", place_id=town.id, claimed_at=None, origin="offene_daten", opening_hours="24/7")


def read(shop) -> Shop:
    db.session.rollback()
    return db.session.get_one(Shop, shop.id)


def letters() -> list[Letter]:
    return list(db.session.scalars(select(Letter).order_by(Letter.id)))


def test_the_list_says_what_entries_lack_and_counts_it(inside, anna, shop, kiosk):
    elsewhere = ShopFactory(title="Anderswo", place_id=PlaceFactory().id)
    text = inside(anna).get(LIST).get_data(as_text=True)
    assert "Kranich" in text
    assert "Kiosk" in text
    assert elsewhere.subject.title not in text
    assert re.search(r'Ohne Öffnungszeiten <span class="filters__count">1<', text)
    lacking = inside(anna).get(f"{LIST}?stand=zeiten").get_data(as_text=True)
    assert "Kranich" in lacking
    assert "Kiosk" not in lacking
    assert "Hier fehlt nichts." in inside(anna).get(f"{LIST}?stand=geschlossen").get_data(as_text=True)


def test_the_list_takes_as_many_statements_for_many_shops(inside, anna, town, count_sql):
    browser = inside(anna)
    ShopFactory(place_id=town.id)
    browser.get(LIST)
    with count_sql() as few:
        browser.get(LIST)
    for _ in range(5):
        ShopFactory(place_id=town.id)
    browser.get(LIST)
    with count_sql() as many:
        browser.get(LIST)
    assert len(many) == len(few)


def test_one_press_confirms_entry_and_hours_and_leads_back(inside, client, anna, kiosk):
    done = inside(anna).post("/laeden/kiosk/bestaetigen", data={"weiter": f"{LIST}?stand=bild"})
    assert done.headers["Location"] == f"{LIST}?stand=bild"
    now = read(kiosk)
    assert now.checked_by_city_at
    assert now.hours_confirmed_by == "city"
    page = client.get("/laeden/kiosk").get_data(as_text=True)
    assert "Jetzt geöffnet" in page
    assert "Von der Stadt geprüft am" in page


def test_the_check_of_the_city_stays_when_the_shop_confirms_later(inside, anna, shop):
    inside(anna).post("/laeden/kranich/bestaetigen")
    inside(person("Sina Sommer")).post("/laeden/kranich/bestaetigen")
    assert (read(shop).confirmed_by, read(shop).checked_by_city_at is not None) == ("shop", True)
    assert not letters()


def test_of_a_claimed_shop_the_city_changes_facts_and_its_people_hear_of_it(inside, anna, shop):
    blocked = UserFactory(email="gesperrt@example.org", blocked_at=clock.now())
    GrantFactory(user_id=blocked.id, role=OWNER, scope_id=shop.id)
    form = {
        "title": "Buchhandlung Kranich", "category": "buecher", "place": "Lindenau", "street": "Hauptstraße",
        "house_number": "14", "phone": "06221 1", "seen": str(shop.subject.version), "email": "fremd@example.org",
        "story": "Gekapert", "website": "https://fremd.example",
    }  # fmt: skip
    assert inside(anna).post("/laeden/kranich/bearbeiten", data=form).status_code == 303
    now = read(shop)
    assert (now.subject.title, now.house_number) == ("Buchhandlung Kranich", "14")
    assert (now.email, now.website) == ("kranich@example.org", "")
    assert "1923" in now.story_md
    assert db.session.get(Draft, shop.id)
    (letter,) = letters()
    assert letter.to_address == person("Sina Sommer").email
    assert "vorher: Kranich" in letter.text
    assert "jetzt: Buchhandlung Kranich" in letter.text
    assert "Telefon" not in letter.text
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "shop.changed_by_city")).one()
    assert entry.detail["what"] == ["Name", "Adresse"]


def test_what_another_wrote_meanwhile_is_not_overwritten(inside, anna, shop):
    form = {"title": "Alt", "category": "buecher", "place": "Lindenau", "seen": "1"}
    inside(person("Sina Sommer")).post("/laeden/kranich/bestaetigen")
    assert "inzwischen geändert" in inside(anna).post("/laeden/kranich/bearbeiten", data=form).get_data(as_text=True)
    assert read(shop).subject.title == "Kranich"


def test_hours_closing_and_pictures_by_the_city_are_told_to_the_shop(inside, anna, shop):
    browser = inside(anna)
    browser.post("/laeden/kranich/oeffnungszeiten", data={"day_1_1": "10-18", "holidays": "closed"})
    browser.post("/laeden/kranich/schliessen")
    browser.post("/laeden/kranich/wieder-oeffnen")
    photo = {"file": (io.BytesIO(picture("JPEG")), "front.jpg"), "alt": "Das Haus von außen"}
    browser.post("/laeden/kranich/bilder", data=photo)
    texts = [letter.text for letter in letters()]
    assert len(texts) == 4
    assert "Mo 10:00-18:00" in texts[0]
    assert "für immer geschlossen" in texts[1]
    assert "Das Haus von außen" in texts[3]
    number = pictures_of(shop.id)[0].id
    assert browser.post(f"/laeden/kranich/bilder/{number}/entfernen").status_code == 403


def test_nobody_is_written_to_about_an_unclaimed_entry(inside, anna, kiosk):
    inside(anna).post("/laeden/kiosk/schliessen")
    assert read(kiosk).closed_at
    assert not letters()


def test_as_long_as_nobody_confirmed_the_city_its_page_says_so(inside):
    city = OrganisationFactory(title="Stadt Ahlen", kind="kommune", town_id=PlaceFactory(name="Ahlen").id)
    dora = person("Dora Dorn", ("org_editor", city.id))
    browser = inside(dora)
    assert "Noch ist keine Stadt bestätigt." in browser.get("/organisationen/stadt-ahlen/laeden").get_data(as_text=True)
    assert browser.get("/konto/stadtlaeden").status_code == 403


def test_the_menu_leads_straight_to_the_only_town(inside, anna, bernd, town):
    assert inside(anna).get("/konto/stadtlaeden").headers["Location"] == LIST
    assert "/konto/stadtlaeden" in inside(anna).get("/konto/laeden").get_data(as_text=True)
    assert "/konto/stadtlaeden" not in inside(bernd).get("/konto/laeden").get_data(as_text=True)


def test_the_list_leaves_as_a_file(inside, anna, shop, kiosk):
    lines = inside(anna).get(f"{LIST}.csv?stand=niemand").get_data(as_text=True)
    assert "Kiosk" in lines
    assert "Kranich" not in lines
