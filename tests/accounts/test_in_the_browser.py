"""Signing up as people do it, and the states of our pages that a walk over addresses doesn't meet."""

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from app.core.mail.models import Letter
from app.extensions import db
from tests.accounts.letters import code_in, link_in
from tests.harness.accessibility import problems_seen

pytestmark = pytest.mark.browser
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 320, "height": 700}


def latest_letter():
    db.session.commit()
    return db.session.scalars(select(Letter).order_by(Letter.id.desc())).first()


def looks_well(page):
    found = []
    for size in (WIDE, NARROW):
        page.set_viewport_size(size)
        found += problems_seen(page)
    assert found == []


def test_signing_up_with_slips_and_the_code_leads_back(live_site, page):
    page.goto(f"{live_site.url}/konto/profil")
    page.get_by_role("link", name="Kostenlos registrieren").click()
    page.get_by_role("button", name="Konto anlegen").click()
    assert page.evaluate("document.activeElement.className") == "error-summary"
    looks_well(page)
    page.get_by_label("Vor- und Nachname").fill("Dora Dorn")
    page.get_by_label("E-Mail-Adresse").fill("dora@rathaus.example")
    page.get_by_label("Passwort").fill("Drei neue Laternen")
    page.get_by_label("Ich bin mit den Nutzungsbedingungen einverstanden").check()
    page.get_by_role("button", name="Konto anlegen").click()
    page.wait_for_url("**/konto/bestaetigen")
    looks_well(page)
    page.get_by_label("Code aus der E-Mail").fill(code_in(latest_letter()))
    page.get_by_role("button", name="Bestätigen").click()
    page.wait_for_url("**/konto/profil")
    expect(page.get_by_text("Willkommen!")).to_be_visible()


def test_the_link_in_another_browser_works_without_script(live_site, page, new_context):
    page.goto(f"{live_site.url}/konto/registrieren")
    page.get_by_label("Vor- und Nachname").fill("Emil Erle")
    page.get_by_label("E-Mail-Adresse").fill("emil@rathaus.example")
    page.get_by_label("Passwort").fill("Vier alte Laternen")
    page.get_by_label("Ich bin mit den Nutzungsbedingungen einverstanden").check()
    page.get_by_role("button", name="Konto anlegen").click()
    page.wait_for_url("**/konto/bestaetigen")
    phone = new_context(java_script_enabled=False).new_page()
    phone.goto(live_site.url + link_in(latest_letter()))
    phone.get_by_label("Passwort").fill("Vier alte Laternen")
    phone.get_by_role("button", name="Bestätigen").click()
    phone.wait_for_url("**/konto/")
    expect(phone.get_by_role("heading", name="Guten Tag, Emil Erle")).to_be_visible()
    phone.goto(f"{live_site.url}/personen/emil-erle")
    expect(phone.get_by_role("heading", name="Emil Erle")).to_be_visible()
