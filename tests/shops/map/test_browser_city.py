"""A city's own map in the browser: its file is drawn, and another host is asked only after a click that names it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from app.shops.map.base.intake import take_in
from tests.harness.live_site import LiveSite, running_site
from tools.basemap.archive import archive
from tools.basemap.vector_tile import AREA, LINE, Layer, encode

pytestmark = pytest.mark.browser
HERE = "/laeden/karte?mitte=49.41,8.70&zoom=6"
TILES = {"map_tiles_url": "https://tiles.example.org/{z}/{x}/{y}.png", "map_tiles_attribution": "© Beispiel <b>"}


def whole_world() -> bytes:
    """An archive in the layers of the Protomaps base map."""
    earth, roads = Layer("earth"), Layer("roads")
    earth.add(AREA, [[(0, 0), (4096, 0), (4096, 4096), (0, 4096)]], {"kind": "earth"})
    roads.add(LINE, [[(0, 0), (4096, 4096)]], {"kind": "highway"})
    facts = {"vector_layers": [{"id": "earth"}, {"id": "roads"}], "attribution": "© Stadt <a href='x'>Heidelberg</a>"}
    return archive({(0, 0, 0): encode([earth, roads])}, (-180.0, -85.0, 180.0, 85.0), facts)


@pytest.fixture(scope="module")
def city(template: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveSite]:
    place = tmp_path_factory.mktemp("city")
    with running_site(template, place, **TILES) as site:
        (place / "stadt.pmtiles").write_bytes(whole_world())
        take_in(place / "stadt.pmtiles", site.settings.instance_path)
        yield site


def test_the_citys_file_is_drawn_and_an_outside_host_waits_for_the_click(city, new_context):
    context, asked, troubles = new_context(), [], []
    context.on("request", lambda request: asked.append(request.url))
    context.on("weberror", lambda error: troubles.append(str(error.error)))
    context.on("console", lambda one: troubles.append(one.text) if "Content Security" in one.text else None)
    context.route("https://tiles.example.org/**", lambda route: route.fulfill(status=204))
    page = context.new_page()
    page.goto(f"{city.url}{HERE}")
    page.wait_for_selector("[data-shown]")
    expect(page.locator(".leaflet-control-attribution")).to_contain_text("© Stadt Heidelberg")
    page.wait_for_load_state("networkidle")
    assert any("region.pmtiles" in one for one in asked)
    assert all(one.startswith((city.url, "blob:")) for one in asked)
    expect(page.get_by_text("Dieser Anbieter erfährt dabei Ihre IP-Adresse")).to_be_visible()
    page.get_by_role("button", name="Karte von tiles.example.org laden").click()
    expect(page.locator(".leaflet-control-attribution")).to_contain_text("© Beispiel <b>")
    page.wait_for_load_state("networkidle")
    assert any(one.startswith("https://tiles.example.org/6/") for one in asked)
    assert troubles == []
