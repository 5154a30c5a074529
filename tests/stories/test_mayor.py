"""(c) Five questions from a phone-sized window, released by a mayor's link without an account."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.harness.live_site import LiveSite
from tests.stories.steps import link_in, newest_letter, on, write

pytestmark = pytest.mark.browser
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True}
EDITOR, MAYOR = "anke.brinkmann@erlbrueck.example", "buergermeisterin@erlbrueck.example"
TITLE = "Bänke aus Beeten: Sitzplätze vor leeren Läden"


def answer_five_questions(page: Page, site: LiveSite) -> None:
    page.goto(f"{site.url}/neu/praxisbeispiel")
    if page.get_by_label("Fünf Fragen").count():
        page.get_by_label("Fünf Fragen").check()
    page.get_by_role("button", name="Los geht").click()
    write(
        page,
        title=TITLE,
        what="Wir haben vor sechs leeren Läden Beete mit Bänken gebaut.",
        one_off_cost="4.200",
        months_to_start="3",
        mailbox="stadtmarketing@erlbrueck.example",
    )
    page.get_by_label("Ja", exact=True).first.check()
    page.get_by_label("Es läuft").check()
    page.get_by_role("button", name="Weiter", exact=True).click()
    page.get_by_role("button", name="Weiter", exact=True).click()


def send_to_the_mayor(page: Page) -> None:
    page.get_by_role("link", name="Zur Freigabe schicken").first.click()
    page.get_by_label("E-Mail-Adresse").fill(MAYOR)
    page.locator("main").get_by_role("button", name=re.compile("schicken|senden", re.IGNORECASE)).first.click()
    expect(page.get_by_text("Der Link ist unterwegs").first).to_be_visible()


def log_in_as_editor(page: Page, site: LiveSite) -> None:
    page.goto(f"{site.url}/konto/anmelden")
    page.locator("main input[type=text], main input[type=email]").first.fill(EDITOR)
    page.locator("main input[type=password]").fill("ortskern-zur-probe")
    page.locator("main").get_by_role("button", name="Anmelden").click()
    page.wait_for_url(re.compile(r"/konto/$"))


def test_a_mayor_releases_what_was_written_on_a_phone(demo_site: LiveSite, new_context: Callable[..., BrowserContext]):
    page = new_context(**PHONE).new_page()
    log_in_as_editor(page, demo_site)
    answer_five_questions(page, demo_site)
    send_to_the_mayor(page)

    mayor = new_context(**PHONE, java_script_enabled=False).new_page()
    link = link_in(newest_letter(demo_site, MAYOR), demo_site, "/freigabe/")
    mayor.goto(link)
    assert "Beete mit Bänken" in on(mayor)
    mayor.get_by_label("Ihr Name").fill("Bärbel Baum")
    mayor.get_by_role("button", name="Freigeben").click()
    expect(mayor.get_by_text("Freigegeben").first).to_be_visible()

    visitor = new_context().new_page()
    visitor.goto(f"{demo_site.url}/praxisbeispiele/baenke-aus-beeten-sitzplaetze-vor-leeren-laeden")
    assert "Beete mit Bänken" in on(visitor)
    assert "4.200 €" in on(visitor)
    mayor.goto(link)
    assert mayor.get_by_role("button", name="Freigeben").count() == 0
