"""Whoever goes through a page with the Tab key always sees where they are."""

import pytest
from playwright.sync_api import Page

from tests.harness.live_site import LiveSite

pytestmark = pytest.mark.browser
MOST_STEPS = 80
SHOWN = """() => {
  const one = document.activeElement;
  if (one === document.body) return "end";
  const looks = [one, one.closest(".card, .choice, label")].filter(Boolean).map((each) => getComputedStyle(each));
  const seen = looks.some((look) => look.outlineStyle !== "none" && parseFloat(look.outlineWidth) >= 2);
  return seen ? "" : one.outerHTML.slice(0, 120);
}"""


@pytest.mark.parametrize("path", ["/konto/registrieren", "/suche?q=leerstand", "/laeden/"])
def test_each_step_of_the_tab_key_is_seen(live_site: LiveSite, page: Page, path: str):
    page.goto(live_site.url + path)
    unseen = []
    for _ in range(MOST_STEPS):
        page.keyboard.press("Tab")
        found = page.evaluate(SHOWN)
        if found == "end":
            break
        if found:
            unseen.append(found)
    assert unseen == []
