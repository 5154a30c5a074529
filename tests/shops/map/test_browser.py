"""The map in a browser: it shows what the list says, by keyboard too, and asks nobody else for anything."""

import gzip
import re

import pytest
from playwright.sync_api import Page, expect

from tests.factories.shops import ShopFactory
from tests.harness.accessibility import problems_of
from tests.harness.live_site import LiveSite

pytestmark = pytest.mark.browser
MOST_WEIGHT = 180_000
WHAT_IS_WRITTEN = """window.written = [];
const write = CanvasRenderingContext2D.prototype.fillText;
CanvasRenderingContext2D.prototype.fillText = function (text, ...more) {
  window.written.push([text, this.getTransform().f / devicePixelRatio]);
  return write.call(this, text, ...more);
};"""
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


def test_a_phone_sees_the_whole_country_and_nothing_moves_for_whom_movement_disturbs(shops, new_context):
    context = new_context(viewport={"width": 320, "height": 700}, reduced_motion="reduce")
    page = opened(context.new_page(), f"{shops}/laeden/karte")
    page.locator("[data-map-window]").focus()
    page.keyboard.press("ArrowRight")
    expect(page).to_have_url(re.compile("zoom=5"))
    assert page.locator(".leaflet-pan-anim, .leaflet-zoom-anim").count() == 0


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


@pytest.mark.parametrize("path", ["/laeden/karte?mitte=51.2,10.4&zoom=6", HERE])
def test_the_first_look_stays_under_its_weight(shops, page: Page, path):
    """Everything a browser that was never here has to fetch, as it comes over the line, with fonts and tiles."""
    client, addresses, sizes = page.context.new_cdp_session(page), {}, {}
    client.send("Network.enable")
    client.on("Network.requestWillBeSent", lambda one: addresses.update({one["requestId"]: one["request"]["url"]}))
    client.on("Network.loadingFinished", lambda one: sizes.update({one["requestId"]: one["encodedDataLength"]}))
    opened(page, f"{shops}{path}")
    page.wait_for_load_state("networkidle")
    fetched = {addresses[key]: size for key, size in sizes.items()}
    fetched[page.url] = len(gzip.compress(page.content().encode(), 6))  # this site keeps no pages, which packs them
    assert 100_000 < sum(fetched.values()) <= MOST_WEIGHT, fetched
    assert all(
        any(part in one for one in fetched) for part in ("/kacheln/deutschland/", "leaflet.js", "woff2", ".geojson")
    )
    assert all(one.startswith(shops) for one in fetched)


def test_names_of_towns_keep_clear_of_the_markers(shops, page: Page):
    page.add_init_script(WHAT_IS_WRITTEN)
    opened(page, f"{shops}/laeden/karte?mitte=49.41,8.70&zoom=10")
    page.wait_for_function("window.written.filter(([name]) => name === 'Heidelberg').length > 0")
    page.wait_for_load_state("networkidle")
    marker = page.locator(".leaflet-marker-icon").first.bounding_box()
    canvas = page.locator("canvas.map__names").bounding_box()
    height = page.evaluate("written.filter(([name]) => name === 'Heidelberg').at(-1)[1]") + canvas["y"]
    assert not marker["y"] + 4 < height < marker["y"] + marker["height"] - 4


@pytest.mark.parametrize("path", [HERE, "/laeden/einbetten?laden=buchladen", "/laeden/einbetten/laden/buchladen"])
def test_the_map_and_what_others_may_embed_are_in_order_for_everybody(shops, page: Page, path):
    assert list(problems_of(page, f"{shops}{path}")) == []


def test_without_script_the_list_is_there(shops, new_context):
    page = new_context(java_script_enabled=False).new_page()
    page.goto(f"{shops}{HERE}")
    assert len(listed(page)) == 2
    expect(page.locator("[data-map-window]")).to_be_hidden()
