"""(b) A vendor registers his organisation, writes a case, loses his browser in step 3, goes on elsewhere, publishes."""

import re
import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.factories.pictures import picture
from tests.harness.live_site import LiveSite
from tests.stories.steps import newest_letter, on, sign_up, write

pytestmark = pytest.mark.browser
MAIL, BOX = "vera.vogt@lichtwerk.example", "kontakt@lichtwerk.example"
TITLE = "Kluge Straßenlaternen zählen Besucher am Marktplatz"
WORDS = "Sieben Laternen zählen, wie viele Menschen vorbeigehen."


def log_in(page: Page, site: LiveSite) -> None:
    page.goto(f"{site.url}/konto/anmelden")
    page.locator("main input[type=text], main input[type=email]").first.fill(MAIL)
    page.locator("main input[type=password]").fill("Rathausplatz-12-Linde")
    page.locator("main").get_by_role("button", name="Anmelden").click()
    page.wait_for_url(re.compile(r"/konto/$"))


def next_step(page: Page) -> None:
    page.get_by_role("button", name="Weiter", exact=True).click()


def found(page: Page, site: LiveSite, text: str) -> bool:
    return text in page.request.get(f"{site.url}/suche", params={"q": text}).text()


def test_a_vendor_publishes_a_case_and_edits_it_while_the_public_reads(
    demo_site: LiveSite, browser: Browser, new_context: Callable[..., BrowserContext]
):
    first = new_context()
    page = first.new_page()

    page.goto(f"{demo_site.url}/konto/registrieren?weiter=/neu/organisation")
    sign_up(page, demo_site, "Vera Vogt", MAIL)
    register_lichtwerk(page, demo_site)
    address = write_until_step_three(page, demo_site)
    first.close()

    second = new_context()
    page = second.new_page()
    log_in(page, demo_site)
    go_on_and_publish(page, demo_site, address)
    wait_until_found(page, demo_site)
    the_public_reads_on_while_she_edits(page, demo_site, address, new_context)


def register_lichtwerk(page: Page, site: LiveSite) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text("Organisation eintragen")
    page.get_by_label("Anbieter", exact=True).check()
    page.get_by_label("Name", exact=True).fill("Lichtwerk GmbH")
    page.get_by_label("Ort", exact=True).fill("Heidelberg")
    page.get_by_label("E-Mail-Adresse für Anfragen").fill(BOX)
    page.get_by_role("button", name="Organisation eintragen").click()
    page.wait_for_load_state()
    assert "Lichtwerk GmbH" in on(page)
    assert newest_letter(site, BOX)


def write_until_step_three(page: Page, site: LiveSite) -> str:
    """Returns the address of the draft. What is typed in step 3 is saved by itself, no button is pressed."""
    page.goto(f"{site.url}/neu/praxisbeispiel")
    page.get_by_label("Ausführlich").check()
    page.get_by_role("button", name="Los geht").click()
    write(page, title=TITLE, summary="Wer weiß, wann viele kommen, plant besser.", place="Erlbrück")
    page.get_by_label("Es läuft").check()
    page.get_by_text("Leerstand", exact=True).first.click()
    next_step(page)
    write(page, problem="Niemand wusste, wann der Platz voll ist.", what=WORDS, steps="Erst vier Wochen Probe.")
    next_step(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Zahlen und Fakten")
    page.locator('main [name="one_off_cost"], main [name="one_off_cost-amount"]').first.press_sequentially("18.500")
    expect(page.locator("[data-saved]")).to_contain_text("espeichert um", timeout=15_000)
    return page.url.rsplit("/", 1)[0]


def go_on_and_publish(page: Page, site: LiveSite, address: str) -> None:
    page.goto(f"{site.url}/konto/beitraege")
    page.get_by_role("link", name=TITLE).first.click()
    page.goto(f"{address}/zahlen")
    assert page.locator('main [name="one_off_cost"], main [name="one_off_cost-amount"]').first.input_value() == "18.500"
    next_step(page)
    write(page, happened="Donnerstags ist es am vollsten.")
    next_step(page)
    page.locator("#datei").set_input_files({"name": "laterne.jpg", "mimeType": "image/jpeg", "buffer": picture()})
    page.get_by_role("button", name="Hochladen").click()
    page.get_by_label("Beschreibung des Bildes").fill("Eine Laterne am Marktplatz.")
    next_step(page)
    write(page, mailbox=BOX)
    next_step(page)
    page.get_by_role("button", name="Jetzt veröffentlichen").click()
    page.wait_for_load_state()


def wait_until_found(page: Page, site: LiveSite) -> None:
    """Within two seconds, counted from the answer to publishing; a busy machine gets some more before it fails."""
    began = time.monotonic()
    while not found(page, site, TITLE):
        assert time.monotonic() - began < 10
        time.sleep(0.1)


def the_public_reads_on_while_she_edits(
    page: Page, site: LiveSite, address: str, new_context: Callable[..., BrowserContext]
) -> None:
    visitor = new_context().new_page()
    visitor.goto(f"{site.url}/praxisbeispiele/kluge-strassenlaternen-zaehlen-besucher-am-marktplatz")
    assert WORDS in on(visitor)
    assert "Anbieter" in on(visitor)
    assert "von der Kommune nicht bestätigt" in on(visitor)
    page.goto(f"{address}/vorgehen")
    write(page, what="Neun Laternen zählen jetzt.")
    next_step(page)
    visitor.reload()
    assert WORDS in on(visitor)
    page.goto(f"{address}/pruefen")
    page.get_by_role("button", name="Jetzt veröffentlichen").click()
    page.wait_for_load_state()
    visitor.reload()
    assert "Neun Laternen zählen jetzt." in on(visitor)
