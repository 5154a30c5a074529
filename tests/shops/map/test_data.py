"""The data of the map: what a window shows, whom it leaves out, and what is said to a wrong question."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import delete, select

from app.core import clock
from app.core.events import SubjectsImported
from app.core.transaction import transaction
from app.extensions import db
from app.shops.directory.wanted import EXTRAS, Extra
from app.shops.events import ShopChanged, ShopRemoved
from app.shops.map import pace
from app.shops.map.keeping import mend
from app.shops.map.models import ShopSpot
from app.shops.models import ShopHelp
from tests.factories.shops import ShopFactory

HEIDELBERG = {"lat": 49.4112, "lon": 8.7062}
STREETS = "/laeden/karte.geojson?bbox=8.70,49.40,8.72,49.42&zoom=16"
GERMANY = "/laeden/karte.geojson?bbox=5,47,16,56&zoom=6"


@pytest.fixture(autouse=True)
def _nobody_asked_before():
    pace._counts.clear()


def names(client, address):
    return [one["properties"]["name"] for one in client.get(address).json["features"]]


def test_a_shop_in_the_window_is_shown_with_its_kind_place_and_hours(client):
    hour = timedelta(hours=1)
    open_now = {"open_from": clock.now() - hour, "open_to": clock.now() + hour, "hours_confirmed_at": clock.now()}
    ShopFactory(title="Buchhandlung Kranich", hours_confirmed_by="shop", **open_now, **HEIDELBERG)
    found = client.get(STREETS).json
    (feature,) = found["features"]
    assert found["gesamt"] == 1
    assert feature["geometry"]["coordinates"] == [8.7062, 49.4112]
    facts = feature["properties"]
    assert (facts["url"], facts["geoeffnet"]) == ("/laeden/buchhandlung-kranich", "offen")
    assert facts["zeile"] == "Bücher und Schreibwaren · Hauptstraße 12, Heidelberg"


def test_shops_of_one_square_are_one_group_and_counted(client):
    for number in range(3):
        ShopFactory(title=f"Laden {number}", slug=f"laden-{number}", lat=49.41 + number / 1000, lon=8.70)
    ShopFactory(title="Berlin", lat=52.5, lon=13.4)
    found = client.get(GERMANY).json
    assert found["gesamt"] == 4
    group, single = found["features"]
    assert group["properties"]["anzahl"] == 3
    assert group["properties"]["name"].startswith("3 Läden")
    assert single["properties"]["name"] == "Berlin"
    assert "zoom=8" in group["properties"]["ansicht"]


def test_names_are_text_and_never_markup(client):
    ShopFactory(title="<script>alert(1)</script>", slug="script", **HEIDELBERG)
    answer = client.get(STREETS)
    assert answer.content_type == "application/geo+json; charset=utf-8"
    assert "&lt;script&gt;" in client.get("/laeden/karte?mitte=49.4112,8.7062&zoom=16").text


@pytest.mark.parametrize(
    "changed",
    [
        {"state": "draft", "slug": None},
        {"state": "withdrawn"},
        {"visibility": "members"},
        {"hidden_at": clock.now()},
        {"closed_at": clock.now()},
        {"lat": None, "lon": None},
        {"lat": 0, "lon": 0},
    ],
    ids=lambda changed: next(iter(changed)),
)
def test_what_not_everyone_may_see_is_not_on_the_map(client, changed):
    ShopFactory(**{**HEIDELBERG, **changed})
    assert client.get(GERMANY).json["gesamt"] == 0


def test_a_shop_leaves_the_map_in_the_moment_it_is_hidden(client):
    shop = ShopFactory(**HEIDELBERG)
    with transaction(shop) as tx:
        shop.subject.hidden_at = clock.now()
        tx.publish(ShopRemoved(kind="shop", id=shop.id))
    assert client.get(GERMANY).json["gesamt"] == 0
    with transaction(shop) as tx:
        shop.subject.hidden_at = None
        tx.publish(ShopChanged(kind="shop", id=shop.id))
    assert client.get(GERMANY).json["gesamt"] == 1


def test_imported_shops_are_on_the_map_all_at_once(client):
    ids = [ShopFactory(title=f"Laden {n}", slug=f"laden-{n}", **HEIDELBERG).id for n in range(3)]
    with transaction() as tx:
        db.session.execute(delete(ShopSpot))
        tx.publish(SubjectsImported(kind="shop", ids=ids))
    assert client.get(GERMANY).json["gesamt"] == 3


def test_once_a_day_the_map_is_held_against_the_shops(client):
    shown, hidden = ShopFactory(title="Da", **HEIDELBERG), ShopFactory(title="Weg", slug="weg", **HEIDELBERG)
    with transaction():
        db.session.execute(delete(ShopSpot).where(ShopSpot.id == shown.id))
        hidden.subject.hidden_at = clock.now()
    mend()
    assert names(client, STREETS) == ["Da"]
    assert db.session.scalars(select(ShopSpot.id)).all() == [shown.id]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("kategorie=cafe", ["Café"]),
        ("kategorie=cafe&kategorie=buecher", ["Buchladen", "Café"]),
        ("rollstuhl=1", ["Buchladen"]),
        ("hilfe=gutschein", ["Café"]),
        ("offen=1", ["Café"]),
        ("q=buchl", ["Buchladen"]),
    ],
)
def test_the_map_keeps_to_the_filters_of_the_address(client, query, expected):
    hour = timedelta(hours=1)
    open_now = {"open_from": clock.now() - hour, "open_to": clock.now() + hour, "hours_confirmed_at": clock.now()}
    ShopFactory(title="Buchladen", wheelchair="yes", lat=49.4112, lon=8.7062)
    cafe = ShopFactory(title="Café", category="cafe", hours_confirmed_by="shop", **open_now, lat=49.4131, lon=8.7091)
    with transaction():
        db.session.add(ShopHelp(shop_id=cafe.id, kind="gutschein"))
    assert names(client, f"{STREETS}&{query}") == expected


def test_an_unchanged_window_is_answered_without_asking_the_database(client, count_sql, monkeypatch):
    monkeypatch.setattr("app.core.clock.now", lambda moment=clock.now(): moment)
    mark = client.get(STREETS).headers["ETag"]
    with count_sql() as statements:
        answer = client.get(STREETS, headers={"If-None-Match": mark})
    assert (answer.status_code, len(statements)) == (304, 0)


@pytest.mark.parametrize("shops", [1, 30])
def test_a_window_takes_the_same_few_statements_however_many_shops(client, count_sql, shops):
    for number in range(shops):
        ShopFactory(title=f"Laden {number}", slug=f"l-{number}", lat=49.41 + number / 9000, lon=8.70 + number / 9000)
    with count_sql() as statements:
        client.get(STREETS)
    assert len(statements) <= 2


def test_a_view_of_the_whole_country_is_counted_once_until_something_changes(client, count_sql):
    shop = ShopFactory(**HEIDELBERG)
    client.get(GERMANY)
    with count_sql() as statements:
        assert client.get(GERMANY.replace("bbox=5,", "bbox=5.01,")).json["gesamt"] == 1
    assert not any("GROUP BY" in one for one in statements)
    with transaction(shop) as tx:
        shop.subject.hidden_at = clock.now()
        tx.publish(ShopRemoved(kind="shop", id=shop.id))
    assert client.get(GERMANY).json["gesamt"] == 0


@pytest.mark.parametrize("query", ["", "bbox=0,0,0,0&zoom=5", "bbox=49,8,50,9&zoom=x", "bbox=8.9,49,8.1,50&zoom=9"])
def test_a_wrong_window_is_answered_with_a_sentence(client, query):
    answer = client.get(f"/laeden/karte.geojson?{query}")
    assert answer.status_code == 400
    assert answer.json["fehler"].endswith(".")


def test_a_robot_that_asks_without_end_is_slowed_down(client, monkeypatch):
    monkeypatch.setattr(pace, "MOST", 2)
    assert [client.get(STREETS).status_code for _ in range(3)] == [200, 200, 429]


def test_a_window_of_the_whole_world_at_street_level_stays_small(client):
    for number in range(5):
        ShopFactory(title=f"Laden {number}", slug=f"l-{number}", lat=49.0 + number, lon=8.0 + number)
    answer = client.get("/laeden/karte.geojson?bbox=-180,-85,180,85&zoom=18")
    assert json.loads(answer.data)["gesamt"] == 5


def test_what_a_feature_above_filters_is_never_kept_for_all(client, monkeypatch):
    only = ShopFactory(title="Einer", lat=49.41, lon=8.7)
    ShopFactory(title="Anderer", lat=49.42, lon=8.71)
    extra = Extra("nur", "x", "Nur einer", lambda one, _place: (one == only.id,))
    monkeypatch.setitem(EXTRAS, "nur", lambda text: extra if text else None)
    whole = "/laeden/karte.geojson?bbox=5,47,15,55&zoom=6"
    counts = [client.get(f"{whole}{more}").json["gesamt"] for more in ("&nur=x", "", "&nur=x")]
    assert counts == [1, 2, 1]
