"""The results page with script: results while typing, filters, keyboard, what is kept on the device."""

import re

import pytest
from playwright.sync_api import Page, expect

from app.search import indexing
from tests.factories.practices import CaseFactory, PracticeFactory

pytestmark = pytest.mark.browser
FIRST_ANSWER_MS = 20_000
"""A web worker reads its word lists when it is asked for the first time."""


@pytest.fixture(scope="module")
def filled(live_site):
    PracticeFactory(title="Leerstandsmanagement")
    CaseFactory(title="Leerstand in Kleinau", cost=(1_200_000, 1_500_000))
    CaseFactory(title="Markthalle am Fluss", cost=(9_000_000, 9_900_000))
    indexing.rebuild()
    return live_site


@pytest.fixture
def search(filled, page: Page) -> Page:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{filled.url}/suche")
    return page


def test_results_address_and_announcement_follow_the_typing_and_back_returns(search):
    box = search.get_by_role("combobox", name="Suchwörter")
    box.press_sequentially("kleinau", delay=20)
    expect(search.locator(".card__title")).to_have_text(["Leerstand in Kleinau"], timeout=FIRST_ANSWER_MS)
    expect(search).to_have_url(re.compile(r"/suche\?q=kleinau$"))
    expect(search).to_have_title(re.compile("^Suche: kleinau"))
    expect(search.locator("[data-instant-said]")).to_have_text("1 Treffer.")
    expect(box).to_be_focused()
    search.go_back()
    expect(box).to_have_value("")
    expect(search.locator(".card__title")).to_have_count(3)


def test_a_pause_asks_once_and_the_last_answer_wins(search):
    asked: list[str] = []
    search.on("request", lambda one: asked.append(one.url) if "/suche/treffer" in one.url else None)
    search.route("**/suche/treffer?q=markthalle", lambda route: None)
    box = search.get_by_role("combobox", name="Suchwörter")
    box.press_sequentially("markthalle", delay=5)
    search.wait_for_timeout(400)
    box.fill("kleinau")
    expect(search.locator(".card__title")).to_have_text(["Leerstand in Kleinau"], timeout=FIRST_ANSWER_MS)
    assert len(asked) == 2


def test_filters_apply_at_once_and_can_be_taken_away(search):
    search.get_by_label("Praxisbeispiele").check()
    expect(search).to_have_url(re.compile("typ=praxisbeispiele"))
    search.get_by_label("Einmalige Kosten bis").fill("20000")
    search.keyboard.press("Enter")
    expect(search.locator(".card__title")).to_have_text(["Leerstand in Kleinau"], timeout=FIRST_ANSWER_MS)
    search.get_by_role("link", name="Filter entfernen: Einmalige Kosten bis 20.000 €").click()
    expect(search.locator(".card__title")).to_have_count(2)


def test_nothing_found_says_which_word_is_missing(search):
    search.get_by_role("combobox", name="Suchwörter").fill("xylophonfabrik kosten:<20000")
    expect(search.get_by_text("Das Wort „xylophonfabrik“ kommt bei uns nirgends vor")).to_be_visible(
        timeout=FIRST_ANSWER_MS
    )
    expect(search.locator("[data-instant-said]")).to_have_text("Keine Treffer.")
    search.get_by_role("link", name="Filter entfernen: Einmalige Kosten bis 20.000 €").click()
    expect(search).to_have_url(re.compile(r"q=xylophonfabrik$"))


def test_the_slash_goes_to_the_box_unless_switched_off(search):
    box = search.get_by_role("combobox", name="Suchwörter")
    search.keyboard.press("/")
    expect(box).to_be_focused()
    search.get_by_text("Was das Suchfeld versteht").click()
    search.get_by_label("Die Taste / springt auf jeder Seite ins Suchfeld").uncheck()
    search.reload()
    search.locator("body").press("/")
    expect(box).not_to_be_focused()


def test_recent_searches_stay_on_the_device_until_cleared(search):
    search.get_by_role("combobox", name="Suchwörter").fill("kleinau")
    search.keyboard.press("Enter")
    search.get_by_role("link", name="Leerstand in Kleinau", exact=True).click()
    search.get_by_role("link", name="Maßnahmen").first.click()
    search.goto(re.sub(r"(://[^/]+).*", r"\1/suche", search.url))
    expect(search.locator(".recent .chip")).to_have_text("kleinau")
    search.locator(".recent button").click()
    expect(search.locator(".recent")).to_be_hidden()
    search.reload()
    expect(search.locator(".recent .chip")).to_have_count(0)


def test_the_page_is_accessible(search, inspect):
    assert inspect("/suche?q=leerstand+kosten:<20000") == []
    assert inspect("/suche?q=leerstand&ansicht=massnahmen") == []
