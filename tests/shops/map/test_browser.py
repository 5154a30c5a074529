"""The map in a browser: it shows what the list says, by keyboard too, and asks nobody else for anything."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.factories.shops import ShopFactory
from tests.harness.accessibility import problems_of
from tests.harness.live_site import LiveSite

pytestmark = pytest.mark.browser
MOST_WEIGHT = 180_000
HERE = "/laeden/karte?mitte=49.4112,8.7000&zoom=15"


@pytest.fixture(scope="module")
def shops(live_site: LiveSite) -> str:
    """Address of a site with three shops in Heidelberg, two of them close together."""
    places = {"Buchladen": (49.4112, 8.7062), "Café": (49.4130, 8.6970), "Theater": (49.4129, 8.6971)}
    for name, (lat, lon) in places.items():
        ShopFactory(title=name, lat=lat, lon=lon)
    return live_site.url


def opened(page: Page, address: str) -> Page:
    page.goto(address)
    page.wait_for_selector("[data-shown]")
    return page


def listed(page: Page) -> list[str]:
    return page.locator("[data-map-list] [data-part=name]").all_inner_texts()


def test_map_and_list_show_the_same_and_move_together(shops, page: Page):
    opened(page, f"{shops}{HERE}")
    names = listed(page)
    assert len(names) == 2
    titles = page.locator(".leaflet-marker-icon").evaluate_all("all => all.map((one) => one.title)")
    assert sorted(titles) == sorted(names)
    page.locator("[data-map-list] a").first.focus()
    expect(page.locator(".pin-box--marked")).to_have_count(1)
    page.keyboard.press("Enter")  # the group: closer
    expect(page.locator("[data-map-list] [data-part=name]")).to_have_text(["Café", "Theater"])
    expect(page.locator("[data-map-count]")).to_be_focused()
    expect(page).to_have_url(re.compile("zoom=17"))


def test_the_keyboard_moves_the_map_and_the_list_follows(shops, page: Page):
    opened(page, f"{shops}/laeden/karte?mitte=49.4112,8.7062&zoom=17")
    assert listed(page) == ["Buchladen"]
    page.locator("[data-map-window]").focus()
    for zoom in (16, 15):
        page.keyboard.press("-")
        expect(page).to_have_url(re.compile(f"zoom={zoom}"))
    expect(page.locator("[data-map-count]")).to_have_text("3 Läden im Kartenausschnitt")
    expect(page.locator("[data-map-list] li")).to_have_count(2)


def test_a_filter_keeps_the_window(shops, page: Page):
    opened(page, f"{shops}{HERE}")
    page.set_viewport_size({"width": 600, "height": 900})
    page.evaluate("document.querySelector('details.filters').open = true")
    page.get_by_label("Name", exact=True).fill("Buch")
    page.get_by_role("button", name="Anwenden").click()
    page.wait_for_selector("[data-shown]")
    assert "zoom=15" in page.url
    assert listed(page) == ["Buchladen"]


def test_a_shop_on_the_map_leads_to_its_page(shops, page: Page):
    opened(page, f"{shops}/laeden/karte?mitte=49.4112,8.7062&zoom=17")
    page.locator(".leaflet-marker-icon").click()
    page.locator(".leaflet-popup a", has_text="Buchladen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Buchladen")


def test_the_page_with_its_map_stays_under_its_weight(shops, page: Page):
    """Page, scripts, styles and data as they come over the line; fonts are kept from the page before."""
    client, kinds, sizes = page.context.new_cdp_session(page), {}, {}
    client.send("Network.enable")
    client.on("Network.responseReceived", lambda one: kinds.update({one["requestId"]: one}))
    client.on("Network.loadingFinished", lambda one: sizes.update({one["requestId"]: one["encodedDataLength"]}))
    opened(page, f"{shops}{HERE}")
    page.wait_for_load_state("networkidle")
    counted = [size for key, size in sizes.items() if key in kinds and not is_font_or_tile(kinds[key])]
    assert 100_000 < sum(counted) <= MOST_WEIGHT


def is_font_or_tile(answer: dict) -> bool:
    return answer["type"] == "Font" or ".pmtiles" in answer["response"]["url"]


@pytest.mark.parametrize("path", [HERE, "/laeden/einbetten?laden=buchladen", "/laeden/einbetten/laden/buchladen"])
def test_the_map_and_what_others_may_embed_are_in_order_for_everybody(shops, page: Page, path):
    assert list(problems_of(page, f"{shops}{path}")) == []


def test_without_script_the_list_is_there(shops, new_context):
    page = new_context(java_script_enabled=False).new_page()
    page.goto(f"{shops}{HERE}")
    assert len(listed(page)) == 2
    expect(page.locator("[data-map-window]")).to_be_hidden()
