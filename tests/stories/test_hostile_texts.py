"""What people type stays text: nothing of it runs, not even in a browser that has no content policy to fall back on."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from app.core.markup import render
from tests.factories.practices import CaseFactory
from tests.factories.shops import ShopFactory
from tests.factories.webtalks import WebtalkFactory
from tests.harness.cast import Person
from tests.harness.live_site import LiveSite

pytestmark = pytest.mark.browser
TITLE = "Sirup <img src=x onerror=alert(1)>\"'><svg onload=alert(2)>{{7*191}}"
TEXT = "\n\n".join(
    [
        "<script>alert(3)</script>",
        "</textarea></title></style><script>alert(4)</script>",
        "<details open ontoggle=alert(5)>x</details>",
        "<iframe srcdoc='<script>parent.alert(6)</script>'></iframe>",
        "[klick](javascript:alert(7)) [klick](&#106;avascript:alert(8)) [klick](data:text/html,<svg onload=alert(9)>)",
        '![bild](x"onerror="alert(10)) [titel](https://example.org "\\" onfocus=alert(11) \\"")',
        "<math><annotation-xml encoding=text/html><img src=x onerror=alert(12)>",
        '<p title="</noscript><img src=x onerror=alert(13)>">',
        "<scr<script>ipt>alert(14)</scr</script>ipt> `<img src=x onerror=alert(15)>`",
        '<meta http-equiv=refresh content="0;url=javascript:alert(16)"> <base href=//boese.example>',
        '<x data-hx-on:load="alert(17)" data-hx-get=/ data-hx-trigger=load> \ufeff\u202e<script>alert(18)</script>',
    ]
)
PAGES = [
    "/",
    "/massnahmen/",
    "/praxisbeispiele/",
    "/laeden/",
    "/webtalks/",
    "/webtalks/wuensche",
    "/suche?q=Sirup",
    "/laeden/karte?mitte=49.4112,8.7062&zoom=17",
    "/konto/",
]
RUN = """window.ran = [];
for (const name of ["alert", "confirm", "prompt"]) window[name] = (...words) => window.ran.push(`${name} ${words}`);"""
FOUND = """() => {
  const acts = (each) => /^(on|data-hx-on)/.test(each.name)
    || (/^(href|src|action|formaction)$/.test(each.name) && /^\\W*(javascript|data:text)/i.test(each.value));
  const isForeign = (one) => one.matches("base, math, iframe[srcdoc]") || [...one.attributes].some(acts);
  const left = [...document.querySelectorAll("*")].filter(isForeign).map((one) => one.outerHTML.slice(0, 160));
  return [...window.ran, ...left];
}"""


@pytest.fixture
def bare(new_context: Callable[..., BrowserContext]) -> Page:
    """A page without content policy, where whatever would speak up is noted."""
    context = new_context(bypass_csp=True)
    context.add_init_script(RUN)
    return context.new_page()


@pytest.fixture
def addresses(live_site: LiveSite) -> list[str]:
    case = CaseFactory(title=TITLE, problem_md=TEXT, problem_html=render(TEXT).html)
    shop = ShopFactory(title=TITLE, story_md=TEXT, lat=49.4112, lon=8.7062)
    talk = WebtalkFactory(title=TITLE, description_md=TEXT)
    return [one.subject.address for one in (case, shop, talk)]


def found(page: Page, address: str) -> list[str]:
    page.goto(address)
    page.wait_for_load_state("networkidle")
    return [f"{address}: {one}" for one in page.evaluate(FOUND)]


def type_into(page: Page, path: str, **texts: str) -> None:
    page.goto(path)
    for name, text in texts.items():
        page.locator(f"main [name={name}]").fill(text)
    with page.expect_navigation():
        page.locator(f"main form:has([name={name}]) [type=submit]").first.click()


def test_nothing_that_people_type_runs_where_it_is_shown(
    live_site: LiveSite, bare: Page, clara: Person, log_in: Callable, addresses: list[str]
):
    bare.goto(f"{live_site.url}/muster")
    bare.locator("main").evaluate("(main, html) => { main.innerHTML = html; }", TITLE)
    assert len(bare.evaluate(FOUND)) == 2, "the watch itself"
    log_in(bare, clara)
    type_into(bare, f"{live_site.url}/konto/profil", about=TEXT)
    type_into(bare, f"{live_site.url}/webtalks/wuensche", title=TITLE, why=TEXT[:500])
    for path in [*PAGES, f"/personen/{clara.handle}", *addresses]:
        assert found(bare, live_site.url + path) == []
        assert "1337" not in bare.locator("main").inner_text()
    expect(bare.locator("main")).to_contain_text("<script>alert(3)</script>")
    bare.goto(f"{live_site.url}/laeden/karte?mitte=49.4112,8.7062&zoom=17")
    bare.locator(".leaflet-marker-icon").first.click()
    expect(bare.locator(".leaflet-popup")).to_contain_text("onerror=alert(1)")
    assert bare.evaluate(FOUND) == []
