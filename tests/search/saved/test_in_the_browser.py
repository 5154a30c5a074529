"""Keeping a search by hand, from the results to the first news; and the staff's pages in their states."""

import pytest
from playwright.sync_api import expect

from app.extensions import db
from app.search import indexing
from app.search.saved.matching import match
from tests.factories.practices import CaseFactory
from tests.harness.accessibility import problems_seen

pytestmark = pytest.mark.browser
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 320, "height": 700}


def looks_well(page):
    found = []
    for size in (WIDE, NARROW):
        page.set_viewport_size(size)
        found += problems_seen(page)
    assert found == []


@pytest.fixture(scope="module")
def old_case(live_site):
    made = CaseFactory(title="Leerstand am Rathaus")
    indexing.rebuild()
    return made


def test_a_search_is_kept_and_has_news(live_site, page, clara, log_in, old_case):
    log_in(page, clara)
    page.goto(f"{live_site.url}/suche?q=Leerstand")
    page.get_by_role("link", name="Suche merken").click()
    page.get_by_label("Name").fill("Leere Läden bei uns")
    looks_well(page)
    page.get_by_role("button", name="Suche merken").click()
    page.get_by_text("Die Suche ist gemerkt").wait_for()
    match([CaseFactory(title="Leerstand mit neuem Leben").id])
    db.session.commit()
    page.reload()
    expect(page.get_by_text("1 neuer Treffer")).to_be_visible()
    looks_well(page)
    page.get_by_role("link", name="Leere Läden bei uns").first.click()
    expect(page.get_by_role("link", name="Leerstand mit neuem Leben")).to_be_visible()
    looks_well(page)
    page.get_by_role("button", name="Alle als gesehen markieren").click()
    expect(page.get_by_text("Schon gesehen")).to_be_visible()


def test_a_click_on_a_hit_is_noted_beside_following_the_link(live_site, page, old_case):
    page.goto(f"{live_site.url}/suche?q=Leerstand")
    with page.expect_response("**/suche/klick") as noted:
        page.get_by_role("link", name="Leerstand am Rathaus", exact=True).click()
    page.wait_for_url("**/praxisbeispiele/**")
    assert noted.value.status == 204
    assert "cookie" not in noted.value.request.headers


def test_staff_sees_what_a_line_changes_before_saving_it(live_site, page, mona, log_in, old_case):
    log_in(page, mona)
    page.goto(f"{live_site.url}/redaktion/suchwoerter/neu")
    page.get_by_label("Begriffe, die dasselbe sagen").fill("Dornröschenschloss\nLeerstand")
    page.get_by_role("button", name="Vorschau zeigen").click()
    expect(page.get_by_text("Gespeichert ist noch nichts")).to_be_visible()
    expect(page.get_by_text("neu unter den ersten zehn").first).to_be_visible()
    looks_well(page)
    page.goto(f"{live_site.url}/redaktion/suchwoerter/einspielen")
    page.get_by_role("button", name="Probelauf mit der mitgelieferten Liste").click()
    expect(page.get_by_text("Es gibt nichts zu übernehmen")).to_be_visible()
    looks_well(page)
