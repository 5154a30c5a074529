"""The list: filters, distances, files; and that it asks the database the same whatever stands in it."""

import json
import re

import pytest
from sqlalchemy import select

from app.core.transaction import transaction
from app.extensions import db
from app.shops.directory.narrowing import SPOT, narrowed, ordered
from app.shops.directory.wanted import Wanted
from app.shops.models import ShopHelp
from app.shops.services.hours import set_hours
from tests.factories.places import PlaceFactory
from tests.factories.shops import ShopFactory

LINK = re.compile(r'href="(/laeden/(?:aus|von|zuletzt)[^"]*)"')


@pytest.fixture
def shops(app, at):
    at("2026-11-23T12:00")
    town = PlaceFactory(name="Heidelberg", key="08221000", lat=49.41, lon=8.69)
    books = ShopFactory(title="Kranich", place_id=town.id, lat=49.411, lon=8.691, wheelchair="yes")
    cafe = ShopFactory(title="Café Ahorn", category="cafe", lat=49.45, lon=8.69)
    ShopFactory(title="Weit weg", category="cafe", lat=52.5, lon=13.4)
    ShopFactory(title="Für immer zu", closed_at=books.claimed_at)
    ShopFactory(title="Geheim", hidden_at=books.claimed_at)
    ShopFactory(title="Entwurf", state="draft")
    set_hours(books, "Mo 10:00-18:00", "", by="shop", actor=None)
    set_hours(cafe, "Tu 10:00-18:00", "", by="city", actor=None)
    with transaction():
        db.session.add(ShopHelp(shop_id=cafe.id, kind="gutschein"))


def names(client, query: str) -> list[str]:
    rows = json.loads(client.get(f"/laeden/liste.geojson{query}").data)["features"]
    return [row["properties"]["name"] for row in rows]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Café Ahorn", "Kranich", "Weit weg"]),
        ("?kategorie=cafe", ["Café Ahorn", "Weit weg"]),
        ("?kategorie=cafe&kategorie=buecher&rollstuhl=1", ["Kranich"]),
        ("?offen=1", ["Kranich"]),
        ("?hilfe=gutschein", ["Café Ahorn"]),
        ("?ort=Heidelberg", ["Kranich"]),
        ("?ort=Heidelberg&umkreis=10", ["Kranich", "Café Ahorn"]),
        ("?ort=08221000&umkreis=2", ["Kranich"]),
        ("?von=49.45,8.69&umkreis=10", ["Café Ahorn", "Kranich"]),
        ("?von=52.5,13.4", ["Weit weg"]),
        ("?q=ahorn", ["Café Ahorn"]),
        ("?q=100%25", []),
        ("?kategorie=gibtesnicht&umkreis=999&von=91,200&sortierung=quatsch", ["Café Ahorn", "Kranich", "Weit weg"]),
    ],
)
def test_the_filters_find(client, shops, query, expected):
    assert names(client, query) == expected


def test_the_page_shows_distance_state_and_chosen_filters(client, shops):
    text = client.get("/laeden/?ort=Heidelberg&umkreis=10").get_data(as_text=True)
    assert "130 m entfernt" in text
    assert "4,5 km entfernt" in text
    assert "Jetzt geöffnet" in text
    assert "10 km um Heidelberg" in text
    assert "2 Einträge" in text
    assert "Geheim" not in text


def test_a_town_that_may_mean_several_is_asked_for(client, shops):
    PlaceFactory(name="Neustadt (Hessen)")
    PlaceFactory(name="Neustadt (Wied)")
    text = client.get("/laeden/?ort=Neustadt").get_data(as_text=True)
    assert "Das kann mehrere Orte meinen" in text
    assert 'name="ort_key" value="99' in text


def test_an_empty_list_says_what_to_do(client, app):
    assert "Noch steht hier kein Laden" in client.get("/laeden/").get_data(as_text=True)
    assert "Auch Geschlossene zeigen" in client.get("/laeden/?offen=1").get_data(as_text=True)


def test_the_file_defuses_formulas(client, app):
    ShopFactory(title="=SUMME(A1)", lat=49.41, lon=8.69)
    text = client.get("/laeden/liste.csv").get_data(as_text=True)
    assert "'=SUMME(A1)" in text
    assert "49,41" in text


def test_the_list_asks_the_same_for_two_and_for_twenty(client, app, count_sql):
    def asked() -> int:
        with count_sql() as statements:
            client.get("/laeden/?kategorie=buecher")
        return len(statements)

    ShopFactory()
    few = asked()
    for _number in range(15):
        ShopFactory()
    assert asked() == few


def test_recommended_are_those_somebody_answers_for_then_by_name_and_pages_never_overlap(client, app, at):
    at("2026-11-23T12:00")
    where = {"lat": 49.4, "lon": 8.7}
    for number in range(25):
        known = where if number < 24 else {}
        ShopFactory(title=f"Aus der Karte {number:02}", claimed_at=None, origin="offene_daten", **known)
    town = ShopFactory(title="Von der Stadt geprüft", claimed_at=None, origin="offene_daten", **where)
    ShopFactory(title="Zuletzt im Alphabet", **where)
    set_hours(town, "Mo 10:00-18:00", "", by="city", actor=None)
    assert names(client, "")[:3] == ["Von der Stadt geprüft", "Zuletzt im Alphabet", "Aus der Karte 00"]
    assert names(client, "?sortierung=name")[-1] == "Zuletzt im Alphabet"
    assert names(client, "?sortierung=neueste")[0] == "Zuletzt im Alphabet"
    first, second = (LINK.findall(client.get(f"/laeden/?seite={number}").text) for number in (1, 2))
    assert [len(set(first)), len(set(second)), len({*first, *second})] == [20, 7, 27]


BY_INDEX = [Wanted(), Wanted(sort="name"), Wanted(sort="neueste"), Wanted(categories=("cafe",), wheelchair=True)]


@pytest.mark.sqlite  # PostgreSQL reads tables this small as it likes
@pytest.mark.parametrize("wanted", BY_INDEX, ids=["recommended", "name", "newest", "a category"])
def test_an_index_gives_the_order(app, wanted):
    query = narrowed(select(SPOT.id), wanted).order_by(*ordered(wanted)).limit(21)
    plan = str(db.session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {as_text(query)}").all())
    assert "COVERING INDEX" in plan
    assert "TEMP B-TREE" not in plan


def as_text(query) -> str:
    return str(query.compile(db.engine, compile_kwargs={"literal_binds": True}))
