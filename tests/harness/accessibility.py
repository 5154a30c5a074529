"""What axe-core and a ruler say of a page: at phone and desk width, in light and dark."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

AXE = next((Path(__file__).parent.parent / "vendor").glob("axe-core-*/axe.min.js"))
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
VIEWS = [(width, scheme) for width in (320, 1280) for scheme in ("light", "dark")]
ASK_AXE = f"axe.run(document, {{runOnly: {json.dumps(RULES)}, resultTypes: ['violations']}})"
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def inspect(live_site, page: Page) -> Callable[[str], list[str]]:
    """inspect("/suche"): sentences about what is wrong there; an empty list when all is well."""
    return lambda path: list(problems_of(page, f"{live_site.url}{path}"))


def problems_of(page: Page, address: str) -> Iterator[str]:
    """Loads the page once; width and colours change as when somebody turns the phone or switches to dark."""
    page.emulate_media(reduced_motion="reduce")
    answer = page.goto(address)
    if answer is None or answer.status >= 500:
        yield f"{address}: answers {answer.status if answer else 'nothing'}"
        return
    for width, scheme in VIEWS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        yield from (f"{address} at {width} px, {scheme}: {problem}" for problem in problems_seen(page))


def problems_seen(page: Page) -> Iterator[str]:
    """Of the page as it stands, for instance with a menu open or errors shown."""
    too_wide = page.evaluate(TOO_WIDE)
    if too_wide > 0:
        yield f"scrolls sideways by {too_wide} px"
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    for violation in page.evaluate(ASK_AXE)["violations"]:
        places = ", ".join(node["html"][:120] for node in violation["nodes"][:3])
        yield f"{violation['id']} ({violation['help']}): {places}"
