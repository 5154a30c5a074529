"""(a) A city manager with a problem: from the start page to the colleague, her organisation, her list and a sheet."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from sqlalchemy import select

from app.core.mail.models import Letter
from app.extensions import db
from tests.harness.live_site import LiveSite
from tests.stories.steps import code_in, newest_letter, on, sign_up

pytestmark = pytest.mark.browser
MAIL = "frieda.falk@posteo.example"
WORDS = "leerstehende Läden Zwischennutzung"
FITTING = re.compile(r"^/praxisbeispiele/")


def choose_town_and_search(page: Page, site: LiveSite) -> None:
    page.goto(site.url)
    page.get_by_label("Ihre Stadt").fill("Erlbrück")
    page.get_by_role("option").first.click()
    page.get_by_label("Was beschäftigt Sie?").fill(WORDS)
    page.get_by_role("button", name="Beispiele finden").click()
    page.wait_for_url(re.compile(r"/suche\?.*wie="))


def narrow(page: Page) -> None:
    """Towns under 20,000 and at most 20,000 €; a size that no town like hers has is not offered."""
    for size in ("unter 5.000", "5.000 bis 20.000"):
        if page.get_by_label(re.compile(f"^{size}")).count():
            page.get_by_label(re.compile(f"^{size}")).check()
            page.wait_for_url(re.compile("groesse="))
    page.get_by_label("Einmalige Kosten bis").fill("20000")
    page.get_by_role("button", name="Anwenden").first.click()
    page.wait_for_url(re.compile("kosten_bis=20000"))


def cases_on(page: Page) -> list[str]:
    links = page.locator("main .card__title a").all()
    return [href for link in links if FITTING.match(href := link.get_attribute("href") or "")]


def ask_a_colleague(page: Page, site: LiveSite) -> None:
    page.get_by_role("link", name="Kollegin fragen").first.click()
    page.get_by_label("Ihr Name").fill("Frieda Falk")
    page.get_by_label("Ihre E-Mail-Adresse").fill(MAIL)
    page.get_by_label("Ihre Frage").fill("Wie haben Sie die Eigentümer überzeugt?")
    page.wait_for_timeout(1500)
    page.locator("main").get_by_role("button", name=re.compile("Frage|Absenden|senden", re.IGNORECASE)).first.click()
    code = code_in(newest_letter(site, MAIL))
    page.get_by_label(re.compile("Ziffern|Code")).first.fill(code)
    page.locator("main").get_by_role("button").first.click()
    page.wait_for_load_state()
    assert someone_was_asked("Wie haben Sie die Eigentümer überzeugt?")


def someone_was_asked(question: str) -> bool:
    """A mail with the question went to a mailbox that the page never showed, and it is answered to the asker."""
    db.session.rollback()
    query = select(Letter).where(Letter.reply_to == MAIL)
    return any(question in letter.text for letter in db.session.scalars(query))


def join(page: Page, site: LiveSite, name: str) -> None:
    page.goto(f"{site.url}/organisationen/?q={name}")
    page.locator("main .card__title a").first.click()
    page.locator("main").get_by_role("link", name="Ich arbeite hier").first.click()
    page.get_by_role("button", name="Anfrage stellen").click()
    page.wait_for_load_state()


def test_a_city_manager_finds_asks_joins_keeps_and_prints(
    demo_site: LiveSite, new_context: Callable[..., BrowserContext]
):
    page = new_context().new_page()
    choose_town_and_search(page, demo_site)
    narrow(page)
    cases = cases_on(page)
    assert len(cases) >= 3, on(page)
    assert "ohne Angabe" in on(page)

    page.goto(demo_site.url + cases[0])
    case = page.url
    ask_a_colleague(page, demo_site)

    page.goto(case)
    page.get_by_role("link", name="Merken").click()
    page.get_by_role("link", name="Kostenlos registrieren").click()
    sign_up(page, demo_site, "Frieda Falk", MAIL)
    page.get_by_role("link", name="Gemerkt, Notiz schreiben").click()
    page.get_by_label("Notiz").fill("Im Bauausschuss zeigen")
    page.get_by_role("button", name="Notiz speichern").click()
    page.wait_for_load_state()
    assert "Im Bauausschuss zeigen" in on(page)

    join(page, demo_site, "Erlbrück")
    assert re.search("gestellt|entschieden|Anfrage", on(page))

    sheet = page.request.get(f"{case.split('?')[0]}/steckbrief.pdf")
    assert sheet.status == 200
    assert sheet.body().startswith(b"%PDF")
    page.goto(case)
    expect(page.get_by_role("link", name=re.compile("Steckbrief")).first).to_be_visible()
