"""The position of a shop: found near an address we know, picked by keyboard, and questioned when it is far away."""

import pytest
from playwright.sync_api import Page, expect

from tests.factories.places import PlaceFactory
from tests.factories.shops import ShopFactory
from tests.harness.cast import person
from tests.harness.live_site import LiveSite


def test_an_address_is_found_by_the_nearest_number_of_its_street(app, inside):
    sina, town = person("Sina Sommer"), PlaceFactory(lat=49.4, lon=8.7)
    for number, lat in (("2", 49.41), ("40", 49.44)):
        ShopFactory(house_number=number, place_id=town.id, lat=lat, lon=8.7)
    ShopFactory(title="Kranich", place_id=town.id, owners=[sina], lat=None, lon=None)
    browser = inside(sina)
    assert browser.get("/laeden/kranich/lage?strasse=hauptstraße&nr=36a").json["lat"] == 49.44
    unknown = browser.get("/laeden/kranich/lage?strasse=Nirgendweg&nr=1").json
    assert (unknown["lat"], town.name in unknown["words"]) == (49.4, True)


def test_a_point_far_outside_the_municipality_is_questioned(app, inside):
    sina, town = person("Sina Sommer"), PlaceFactory(name="Ahorn", lat=49.4, lon=8.7)
    shop = ShopFactory(title="Kranich", place_id=town.id, owners=[sina])
    form = {"title": "Kranich", "category": "buecher", "place": "Ahorn", "version": "0"}

    def said(position: str) -> str:
        seen = {"position": position, "seen": str(shop.subject.version)}
        browser = inside(sina)
        assert browser.post("/laeden/kranich/bearbeiten", data=form | seen).status_code == 303
        return browser.get("/laeden/kranich").get_data(as_text=True)

    assert "Stimmt er?" not in said("49.41, 8.71")
    assert "von der Mitte von Ahorn entfernt. Stimmt er?" in said("53.5, 10.0")


@pytest.mark.browser
def test_arrow_keys_and_the_typed_field_say_the_same(live_site: LiveSite, page: Page, log_in):
    sina, town = person("Sina Sommer"), PlaceFactory(lat=49.4112, lon=8.7062)
    shop = ShopFactory(title="Picker", place_id=town.id, owners=[sina], lat=49.4112, lon=8.7062)
    log_in(page, sina)
    page.goto(f"{live_site.url}{shop.subject.address}/bearbeiten")
    field = page.locator("input[name=position]")
    expect(field).to_have_value("49.4112, 8.7062")
    page.get_by_role("button", name="Auf der Karte wählen").click()
    expect(page.locator("[data-pick][data-ready=yes]")).to_be_attached()
    page.locator(".leaflet-marker-icon").focus()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowRight")
    lat, lon = (float(one) for one in field.input_value().split(", "))
    assert 49.4112 < lat < 49.4120
    assert 8.7062 < lon < 8.7070
    field.fill("49.4130, 8.6970")
    page.locator(".leaflet-marker-icon").press("ArrowDown")
    assert field.input_value().endswith(", 8.69700")
