"""The pattern page in a browser: accessible in both schemes, and every behaviour does its small work."""

import json

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
TOWNS = [
    {"value": "05911000", "label": "Bochum", "hint": "Nordrhein-Westfalen"},
    {"value": "09461000", "label": "Bamberg", "hint": "Bayern"},
]


@pytest.fixture
def muster(live_site, page: Page) -> Page:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{live_site.url}/muster")
    return page


def test_all_blocks_are_accessible_at_both_widths_and_in_both_schemes(inspect):
    assert inspect("/muster") == []


def test_the_page_of_an_error_is_accessible(inspect):
    assert inspect("/gibt-es-nicht") == []


def test_dark_is_kept_on_the_device_until_light_is_the_device_s_own_wish(muster):
    muster.get_by_role("banner").get_by_role("button", name="Dunkle Darstellung").click()
    expect(muster.locator("html")).to_have_attribute("data-kern-theme", "dark")
    muster.reload()
    expect(muster.locator("html")).to_have_attribute("data-kern-theme", "dark")
    muster.get_by_role("banner").get_by_role("button", name="Dunkle Darstellung").click()
    expect(muster.locator("html")).not_to_have_attribute("data-kern-theme", "dark")
    assert muster.evaluate("localStorage.getItem('theme')") is None


def test_the_toolbar_makes_the_chosen_words_bold(muster):
    field = muster.locator("#text")
    field.fill("Markthalle")
    field.select_text()
    muster.get_by_role("button", name="Fett").click()
    expect(field).to_have_value("**Markthalle**")


def test_the_toolbar_is_one_stop_for_the_tab_key(muster):
    muster.get_by_role("button", name="Fett").focus()
    muster.keyboard.press("ArrowRight")
    expect(muster.get_by_role("button", name="Überschrift")).to_be_focused()
    muster.keyboard.press("Tab")
    expect(muster.locator("#text")).to_be_focused()


def test_a_suggestion_is_chosen_with_the_keyboard(muster):
    muster.route("**/orte/vorschlaege*", lambda route: route.fulfill(json=TOWNS))
    field = muster.get_by_role("combobox", name="Ort")
    field.press_sequentially("Ba")
    expect(muster.locator(".combo__option")).to_have_count(2)
    field.press("ArrowDown")
    field.press("ArrowDown")
    expect(field).to_have_attribute(
        "aria-activedescendant", muster.locator(".combo__option").nth(1).get_attribute("id")
    )
    field.press("Enter")
    expect(field).to_have_value("Bamberg")
    expect(field).to_have_attribute("aria-expanded", "false")


def test_text_from_the_server_is_never_markup(muster):
    hostile = [{"value": "1", "label": "<img src=x onerror=alert(1)>", "hint": "<b>Hinweis</b>"}]
    muster.route("**/orte/vorschlaege*", lambda route: route.fulfill(json=hostile))
    muster.get_by_role("combobox", name="Ort").press_sequentially("xy")
    expect(muster.locator(".combo__option")).to_contain_text("<img src=x onerror=alert(1)>")
    assert muster.locator(".combo__list img").count() == 0


def test_the_letters_left_are_counted(muster):
    muster.locator("#titel").fill("Zwölf Zeichn")
    expect(muster.locator("#titel-zaehler")).to_have_text("Noch 108 Zeichen.")


def test_a_menu_closes_on_escape_and_gives_the_focus_back(muster):
    muster.set_viewport_size({"width": 390, "height": 800})
    summary = muster.locator(".menu--nav > summary")
    summary.click()
    expect(muster.get_by_role("navigation", name="Menü")).to_be_visible()
    muster.keyboard.press("Escape")
    expect(muster.get_by_role("navigation", name="Menü")).to_be_hidden()
    expect(summary).to_be_focused()


def test_filters_are_folded_on_a_phone_and_open_on_a_desk(live_site, page):
    for width, is_open in ((390, False), (1280, True)):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(f"{live_site.url}/muster")
        expect(page.locator("details.filters[open]")).to_have_count(1 if is_open else 0)


@pytest.mark.parametrize(
    ("status", "words"), [(200, "Gespeichert um"), (409, "Jemand anderes hat"), (503, "Gerade keine Verbindung")]
)
def test_autosave_says_what_happened(muster, status, words):
    muster.route("**/entwurf", lambda route: route.fulfill(status=status, body=json.dumps({"version": 2})))
    muster.evaluate("document.querySelector('[data-muster]').dataset.autosave = '/entwurf'")
    muster.evaluate(
        "import(document.querySelector('[data-behaviours]').dataset.behaviours.match(/autosave=(\\S+)/)[1])"
        ".then((module) => module.default(document.querySelector('[data-muster]')))"
    )
    muster.locator("#titel").fill("Markthalle")
    expect(muster.locator("[data-saved]")).to_contain_text(words)


def test_the_page_reads_without_script(live_site, new_context):
    page = new_context(java_script_enabled=False).new_page()
    page.goto(f"{live_site.url}/muster")
    expect(page.get_by_role("heading", name="Die Bausteine der Seite")).to_be_visible()
    expect(page.get_by_role("button", name="Drucken")).to_be_hidden()
    page.locator("details.filters > summary").click()
    expect(page.get_by_label("Kosten bis", exact=True)).to_be_visible()
