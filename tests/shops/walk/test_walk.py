"""Straßenrunde at the door: each tap once, the newer wins, and what is taken back is back."""

import io
from datetime import timedelta
from threading import Thread
from uuid import uuid4

import pytest
from sqlalchemy import select

from app.core import clock
from app.core.audit import AuditEntry
from app.core.events import PersonRemoved
from app.core.mail.models import Letter
from app.core.transaction import transaction
from app.extensions import db
from app.organisations.models import ActsFor
from app.shops.models import Shop
from app.shops.queries import pictures_of
from app.shops.services.writing import confirm
from app.shops.walk import services
from app.shops.walk.keeping import forget_old, forget_person
from app.shops.walk.models import ShopCheck
from app.shops.walk.services import Said, check, seen_now
from tests.factories.pictures import picture
from tests.factories.places import PlaceFactory
from tests.factories.shops import ShopFactory
from tests.harness.cast import person

ROUND = "/organisationen/stadtmarketing-lindenau/strassenrunde"
AS_QUEUE = {"Accept": "application/json"}


@pytest.fixture
def town(app, organisation):
    town = PlaceFactory(name="Lindenau", key="99777001")
    with transaction():
        db.session.add(ActsFor(organisation_id=organisation.id, place_id=town.id, state="confirmed"))
    return town


@pytest.fixture
def shop(town):
    """Sina's."""
    hours = "Mo-Fr 10:00-18:00"
    return ShopFactory(title="Kranich", place_id=town.id, owners=[person("Sina Sommer")], opening_hours=hours)


def read(shop) -> Shop:
    db.session.rollback()
    db.session.expire_all()
    return db.session.get_one(Shop, shop.id)


def tap(browser, shop, answer: str, key: str = "", **more):
    data = {"ergebnis": answer, "schluessel": key or uuid4().hex, "stand": seen_now(shop), **more}
    return browser.post("/laeden/kranich/strassenrunde", data=data, headers=AS_QUEUE)


def test_a_tap_sent_twice_is_written_once(inside, anna, organisation, shop):
    browser, key = inside(anna), uuid4().hex
    assert tap(browser, shop, "stimmt", key).json["state"] == "done"
    first = read(shop)
    version, moment = first.subject.version, first.checked_by_city_at
    assert tap(browser, shop, "stimmt", key).json["state"] == "done"
    again = read(shop)
    assert (again.subject.version, again.checked_by_city_at) == (version, moment)
    assert (again.hours_confirmed_by, len(db.session.scalars(select(ShopCheck)).all())) == ("city", 1)
    dora = person("Dora Dorn", ("org_editor", organisation.id))
    assert tap(inside(dora), shop, "stimmt", key).status_code == 409


def test_the_same_tap_sent_at_the_same_time_is_written_once(app, anna, shop):
    actor, number = anna.actor, shop.id
    said = Said(uuid4().hex, "right", clock.now(), seen_now(shop))
    db.session.rollback()

    def send() -> None:
        with app.app_context():
            check(db.session.get_one(Shop, number), said, actor=actor)

    threads = [Thread(target=send) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert len(db.session.scalars(select(ShopCheck)).all()) == 1


def test_name_and_hours_are_changed_and_the_shop_hears_of_it(inside, anna, shop):
    form = {"title": "Kranich & Co", "day_1_1": "9-17", "holidays": "closed", "words": ""}
    assert tap(inside(anna), shop, "geaendert", **form).json["state"] == "done"
    now = read(shop)
    assert (now.subject.title, now.opening_hours) == ("Kranich & Co", "Mo 09:00-17:00; PH off")
    assert len(db.session.scalars(select(Letter)).all()) == 2


def test_hours_nobody_can_read_come_back_with_a_sentence(inside, anna, shop):
    answer = tap(inside(anna), shop, "geaendert", title="Kranich", day_1_1="immer", holidays="closed")
    assert answer.status_code == 422
    assert answer.json["sentence"]
    assert read(shop).opening_hours == "Mo-Fr 10:00-18:00"


def test_what_the_shop_wrote_since_is_not_confirmed_unseen(inside, anna, shop):
    shown = seen_now(shop)
    inside(person("Sina Sommer")).post("/laeden/kranich/oeffnungszeiten", data={"day_1_1": "8-9", "holidays": "closed"})
    answer = tap(inside(anna), shop, "stimmt", stand=shown).json
    assert answer["state"] == "noted"
    assert "inzwischen geändert" in answer["sentence"]
    assert read(shop).checked_by_city_at is None


def test_the_newer_wins_and_the_older_is_kept_as_a_note(inside, anna, shop):
    shown = seen_now(shop)
    inside(person("Sina Sommer")).post("/laeden/kranich/oeffnungszeiten", data={"day_1_1": "8-9", "holidays": "closed"})
    form = {"title": "Kranich", "day_1_1": "9-17", "holidays": "closed", "stand": shown}
    assert tap(inside(anna), shop, "geaendert", vor="3600", **form).json["state"] == "noted"
    row = db.session.scalars(select(ShopCheck)).one()
    assert row.said["opening_hours"] == "Mo 09:00-17:00; PH off"
    assert read(shop).opening_hours == "Mo 08:00-09:00; Tu-Fr 10:00-18:00; PH off"
    text = inside(anna).get("/organisationen/stadtmarketing-lindenau/laeden?stand=hinweis").get_data(as_text=True)
    assert "Mo: 09:00 bis 17:00" in text
    assert tap(inside(anna), shop, "geaendert", vor="0", **form).json["state"] == "done"
    assert read(shop).opening_hours == "Mo 09:00-17:00; PH off"


def test_two_changes_of_one_walk_do_not_stand_in_each_others_way(inside, anna, shop):
    browser, shown = inside(anna), seen_now(shop)
    form = {"title": "Kranich", "holidays": "closed", "stand": shown}
    assert tap(browser, shop, "geaendert", vor="60", day_1_1="9-17", **form).json["state"] == "done"
    assert tap(browser, shop, "geaendert", vor="50", day_1_1="9-16", **form).json["state"] == "done"
    assert read(shop).opening_hours == "Mo 09:00-16:00; PH off"


@pytest.mark.parametrize("answer", ["stimmt", "geaendert", "geschlossen"])
def test_what_is_taken_back_is_as_it_was(inside, anna, shop, answer):
    browser, key, before = inside(anna), uuid4().hex, services._as_it_is(shop)
    tap(browser, shop, answer, key, title="Neu", day_1_1="9-17", holidays="closed")
    assert services._as_it_is(read(shop)) != before
    assert tap(browser, shop, "zurueck", key).json["state"] == "undone"
    assert services._as_it_is(read(shop)) == before
    assert tap(browser, shop, "zurueck", key).json["state"] == "undone"


def test_taking_back_does_not_overwrite_what_came_after(inside, anna, shop):
    key = uuid4().hex
    tap(inside(anna), shop, "stimmt", key)
    confirm(read(shop), actor=person("Sina Sommer").actor)
    assert "inzwischen geändert" in tap(inside(anna), shop, "zurueck", key).json["sentence"]


def test_not_found_changes_nothing_and_is_listed_until_somebody_confirms(inside, anna, shop):
    browser = inside(anna)
    assert tap(browser, shop, "weg").json["state"] == "done"
    assert read(shop).confirmed_at is None
    listed = "/organisationen/stadtmarketing-lindenau/laeden?stand=weg"
    assert "Kranich" in browser.get(listed).get_data(as_text=True)
    tap(browser, shop, "stimmt")
    assert "Kranich" not in browser.get(listed).get_data(as_text=True)


def test_a_photo_sent_twice_is_there_once_and_can_be_taken_back(inside, anna, shop):
    browser, key = inside(anna), uuid4().hex
    for _ in range(2):
        assert tap(browser, shop, "foto", key, foto=(io.BytesIO(picture("JPEG")), "foto.jpg")).json["state"] == "done"
    assert [one.alt for one in pictures_of(shop.id)] == ["Kranich von außen"]
    tap(browser, shop, "zurueck", key)
    assert pictures_of(shop.id) == []
    assert tap(browser, shop, "foto", foto=(io.BytesIO(b"kein Bild"), "foto.jpg")).status_code == 422


def test_without_script_each_answer_is_a_plain_form(inside, anna, shop):
    browser = inside(anna)
    text = browser.get(f"{ROUND}?strasse=Hauptstraße").get_data(as_text=True)
    for word in ("Stimmt", "Geschlossen", "Nicht gefunden", "0</span> von 1"):
        assert word in text
    data = {"ergebnis": "stimmt", "schluessel": uuid4().hex, "stand": seen_now(shop), "weiter": f"{ROUND}?strasse=A"}
    assert browser.post("/laeden/kranich/strassenrunde", data=data).headers["Location"] == f"{ROUND}?strasse=A"
    text = browser.get(f"{ROUND}?strasse=Hauptstraße").get_data(as_text=True)
    assert "1</span> von 1" in text
    assert "Zurücknehmen" in text
    assert "Hauptstraße" in browser.get(ROUND).get_data(as_text=True)


def test_a_street_goes_by_number_and_the_surroundings_by_distance(inside, anna, town):
    for number, lat in (("10", 49.412), ("2a", 49.411), ("2", 49.41)):
        ShopFactory(title=f"Nummer {number}.", house_number=number, place_id=town.id, lat=lat, lon=8.7)
    browser = inside(anna)

    def order(address: str) -> list[str]:
        text = browser.get(address).get_data(as_text=True)
        return sorted(("Nummer 10.", "Nummer 2a.", "Nummer 2."), key=text.index)

    assert order(f"{ROUND}?strasse=Hauptstraße") == ["Nummer 2.", "Nummer 2a.", "Nummer 10."]
    assert order(f"{ROUND}?von=49.4121,8.7") == ["Nummer 10.", "Nummer 2a.", "Nummer 2."]


def test_the_round_takes_as_many_statements_for_many_shops(inside, anna, town, count_sql):
    browser = inside(anna)
    ShopFactory(place_id=town.id)
    browser.get(f"{ROUND}?strasse=Hauptstraße")
    with count_sql() as few:
        browser.get(f"{ROUND}?strasse=Hauptstraße")
    for _ in range(5):
        ShopFactory(place_id=town.id)
    browser.get(f"{ROUND}?strasse=Hauptstraße")
    with count_sql() as many:
        browser.get(f"{ROUND}?strasse=Hauptstraße")
    assert len(many) == len(few)


def test_who_leaves_leaves_the_checks_without_a_name_and_the_years_take_them(inside, anna, shop):
    tap(inside(anna), shop, "geschlossen")
    assert db.session.scalars(select(AuditEntry).where(AuditEntry.action == "shop.changed_by_city")).one()
    forget_person(PersonRemoved(anna.user_id))
    db.session.expire_all()
    row = db.session.scalars(select(ShopCheck)).one()
    assert row.user_id is None
    with transaction():
        row.created_at = clock.now() - timedelta(days=401)
    forget_old()
    assert db.session.scalars(select(ShopCheck)).all() == []
