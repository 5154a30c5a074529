"""Writing as people do it: on a desk that loses power, on a phone, and as two at once."""

import re

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from app.core.drafts import Draft
from app.core.identifiers import public_id
from app.core.mail.models import Letter
from app.core.subjects import Subject
from app.extensions import db
from app.practices.kinds import CASE
from app.practices.writing.drafts import save_draft, start_draft
from tests.factories.organisations import OrganisationFactory
from tests.factories.pictures import picture
from tests.factories.places import PlaceFactory
from tests.harness.accessibility import problems_seen
from tests.harness.cast import person

pytestmark = pytest.mark.browser
MAYOR = "buergermeisterin@lindenau.example"


@pytest.fixture(scope="module")
def lindenau(live_site):
    """An organisation with its town."""
    town = PlaceFactory(name="Lindenau", key="07999001", level="gemeinde")
    return OrganisationFactory(title="Ideenwerk", kind="anbieter", place_id=town.id)


@pytest.fixture
def writer(lindenau):
    return person(f"Anna Adler {public_id()}", ("org_admin", lindenau.id))


def looks_well(page: Page) -> None:
    found = []
    for size in ({"width": 1280, "height": 900}, {"width": 320, "height": 700}):
        page.set_viewport_size(size)
        found += problems_seen(page)
    assert found == []


def fresh(statement):
    db.session.rollback()
    return db.session.scalars(statement).first()


def test_the_power_fails_and_he_goes_on_elsewhere(live_site, page, new_context, writer, log_in):
    """A vendor writes in full; what autosave kept is there in another browser, where he publishes."""
    log_in(page, writer)
    page.goto(f"{live_site.url}/neu/praxisbeispiel")
    page.get_by_label("Ausführlich, Schritt für Schritt").check()
    page.get_by_role("button", name="Los geht’s").click()
    page.get_by_label("Titel").fill("Ladenlotse in der Altstadt")
    expect(page.get_by_label("Ort", exact=True)).to_have_value(re.compile("Lindenau"))
    page.get_by_role("button", name="Weiter", exact=True).click()
    page.get_by_label("Was haben Sie gemacht?").fill("Wir begleiten **Gründungen** ein Jahr lang.")
    page.get_by_role("button", name=re.compile("So sieht es aus.*gemacht")).click()
    expect(page.locator("#what-vorschau strong")).to_have_text("Gründungen")
    looks_well(page)
    page.get_by_role("button", name="Weiter", exact=True).click()
    page.get_by_label("Einmalige Kosten").fill("12.500–15.000")
    expect(page.get_by_text("Gespeichert um")).to_be_visible()
    address = page.url
    page.context.close()

    other = new_context().new_page()
    log_in(other, writer)
    other.goto(address)
    expect(other.get_by_label("Einmalige Kosten")).to_have_value("12.500–15.000")
    other.get_by_role("navigation", name="Schritte").get_by_role("link", name="Bilder und Belege").click()
    other.get_by_label("Bild oder Dokument hinzufügen").set_input_files(
        {"name": "laden.jpg", "mimeType": "image/jpeg", "buffer": picture(size=(900, 600))}
    )
    other.get_by_role("button", name="Hochladen").click()
    other.get_by_label("Beschreibung des Bildes").fill("Ein Laden mit offener Tür")
    looks_well(other)
    other.get_by_role("button", name="Weiter", exact=True).click()
    other.get_by_role("button", name="Weiter", exact=True).click()
    other.get_by_role("button", name="Jetzt veröffentlichen").click()
    expect(other.get_by_text("ist jetzt öffentlich")).to_be_visible()
    expect(other.get_by_role("heading", name="Ladenlotse in der Altstadt", level=1)).to_be_visible()


def test_five_answers_from_a_phone_and_a_mayors_yes(live_site, new_context, writer, log_in):
    phone = new_context(viewport={"width": 360, "height": 740}, has_touch=True).new_page()
    log_in(phone, writer)
    phone.goto(f"{live_site.url}/neu/praxisbeispiel")
    phone.get_by_role("button", name="Los geht’s").click()
    phone.get_by_label("Titel").fill("Feierabendmarkt")
    phone.get_by_label("In Ihren Worten").fill("Jeden Donnerstag ab 16 Uhr.")
    phone.get_by_label("Einmalig").fill("2.000")
    phone.get_by_label("Ja", exact=True).check()
    looks_well(phone)
    phone.set_viewport_size({"width": 360, "height": 740})
    phone.get_by_role("button", name="Weiter", exact=True).click()
    phone.get_by_role("button", name="Weiter", exact=True).click()
    phone.get_by_role("link", name="Zur Freigabe schicken").click()
    phone.get_by_label("E-Mail-Adresse").fill(MAYOR)
    phone.get_by_role("button", name="Link schicken").click()
    expect(phone.get_by_text("Der Link ist unterwegs")).to_be_visible()
    letter = fresh(select(Letter).where(Letter.to_address == MAYOR).order_by(Letter.id.desc()))
    path = re.search(r"http\S+?(/freigabe/\S+)", letter.text)[1]

    mayor = new_context(java_script_enabled=False).new_page()
    mayor.goto(live_site.url + path)
    expect(mayor.get_by_text("Jeden Donnerstag ab 16 Uhr.").last).to_be_visible()
    mayor.get_by_label("Ihr Name").fill("Maria Muster")
    mayor.get_by_role("button", name="Freigeben").click()
    expect(mayor.get_by_text("Maria Muster hat diesen Text freigegeben")).to_be_visible()
    assert fresh(select(Subject).where(Subject.slug == "feierabendmarkt")).state == "published"


def test_the_second_of_two_is_told_while_typing_and_loses_nothing(live_site, page, writer, lindenau, log_in):
    other = person("Bernd Busch", ("org_editor", lindenau.id))
    subject = start_draft(CASE, owner_id=lindenau.id, actor=writer.actor, data={"title": "Alt", "depth": "full"})
    log_in(page, writer)
    page.goto(f"{live_site.url}/praxisbeispiele/entwurf/{subject.public_id}/worum")
    save_draft(subject, {"title": "Bernds Titel"}, actor=other.actor, seen_version=1)
    page.get_by_label("Titel").fill("Annas Titel")
    expect(page.get_by_text("Jemand anderes hat diesen Eintrag inzwischen geändert")).to_be_visible()
    page.get_by_role("button", name="Weiter", exact=True).click()
    expect(page.get_by_text("Bernd Busch hat diesen Entwurf inzwischen geändert.")).to_be_visible()
    expect(page.get_by_label("Titel", exact=True)).to_have_value("Annas Titel")
    looks_well(page)
    page.get_by_role("button", name="Meine Fassung speichern").click()
    assert fresh(select(Draft).where(Draft.subject_id == subject.id)).data["title"] == "Annas Titel"


def test_writing_pages_are_accessible(inspect, page, writer, lindenau, log_in):
    data = {"title": "Barrierefrei", "place": "Lindenau", "what": "Text", "depth": "full"}
    subject = start_draft(CASE, owner_id=lindenau.id, actor=writer.actor, data=data)
    log_in(page, writer)
    desk = f"/praxisbeispiele/entwurf/{subject.public_id}/"
    for step in ("", "worum", "zahlen", "ergebnis", "kontakt", "pruefen", "vorschau", "freigabe"):
        assert inspect(desk + step) == []
    assert inspect("/konto/beitraege") == []
