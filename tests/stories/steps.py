"""What the stories have in common: reading one's mail, signing up, and naming what one sees."""

import re
import time

from playwright.sync_api import Page
from sqlalchemy import select

from app.core.mail.models import Letter
from app.extensions import db
from tests.harness.live_site import LiveSite

PASSWORD = "Rathausplatz-12-Linde"
WAIT_SECONDS = 15


def newest_letter(site: LiveSite, address: str, about: str = "") -> Letter:
    """The last mail to an address whose subject or text says so; waits, because mail is written by jobs too."""
    deadline = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < deadline:
        db.session.rollback()
        query = select(Letter).where(Letter.to_address == address).order_by(Letter.id.desc())
        for letter in db.session.scalars(query):
            if about in letter.subject + letter.text:
                return letter
        time.sleep(0.1)
    raise AssertionError(f"no mail to {address} about {about!r}")


def code_in(letter: Letter) -> str:
    """The six digits to type."""
    found = re.search(r"^\s+(\d{3}) ?(\d{3})\s*$", letter.text, re.MULTILINE)
    assert found, letter.text
    return found[1] + found[2]


def link_in(letter: Letter, site: LiveSite, path: str) -> str:
    """The address in a mail that begins with a path, on this site."""
    found = re.search(rf"https?://[^/\s]+({re.escape(path)}\S+)", letter.text)
    assert found, letter.text
    return site.url + found[1]


def sign_up(page: Page, site: LiveSite, name: str, email: str) -> None:
    """From the form on the page to being signed in, with the digits typed from the mail."""
    page.get_by_label("Vor- und Nachname").fill(name)
    page.get_by_label("E-Mail-Adresse").fill(email)
    page.get_by_label("Passwort", exact=True).fill(PASSWORD)
    page.get_by_label("Ich bin mit den Nutzungsbedingungen einverstanden").check()
    page.locator("main").get_by_role("button", name=re.compile("Konto|Registrieren")).first.click()
    type_code(page, site, email, about="mitmachen")


def type_code(page: Page, site: LiveSite, email: str, about: str) -> None:
    page.get_by_label(re.compile("Ziffern|Code")).first.fill(code_in(newest_letter(site, email, about)))
    page.locator("main").get_by_role("button", name="Bestätigen").first.click()


def write(page: Page, **answers: str) -> None:
    """Fill fields by name."""
    for name, text in answers.items():
        page.locator(f'main [name="{name}"]').first.fill(text)


def on(page: Page) -> str:
    """What the page says in its main part."""
    return page.locator("main").inner_text()
