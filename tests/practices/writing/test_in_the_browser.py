"""Writing with the keyboard alone, and as two at once. The stories (tests/stories) play the whole ways: a browser that
is killed, a picture, a phone, a mayor without an account."""

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from app.core.drafts import Draft
from app.core.identifiers import public_id
from app.extensions import db
from app.practices.kinds import CASE
from app.practices.writing.attachments import attach
from app.practices.writing.drafts import save_draft, start_draft
from tests.factories.organisations import OrganisationFactory
from tests.factories.pictures import picture
from tests.factories.places import PlaceFactory
from tests.harness.accessibility import problems_seen
from tests.harness.cast import person

pytestmark = pytest.mark.browser


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


FIELDS = ["title", "place", "what", "one_off_cost", "yearly_cost", "months_to_start", "started_on", "status", "again",
          "again_why", "contact_name", "mailbox"]  # fmt: skip


def focused(page: Page) -> str:
    return page.evaluate("document.activeElement.name || ''")


def test_five_questions_with_the_keyboard_alone(live_site, page, writer, lindenau, log_in):
    data = {"depth": "short", "place": "Lindenau", "place_key": "07999001"}
    subject = start_draft(CASE, owner_id=lindenau.id, actor=writer.actor, data=data)
    log_in(page, writer)
    page.goto(f"{live_site.url}/praxisbeispiele/entwurf/{subject.public_id}/fuenf-fragen")
    page.get_by_label("Titel").focus()
    page.keyboard.type("Feierabendmarkt")
    seen = [focused(page)]
    while seen[-1] != "mailbox" and len(seen) < 60:
        page.keyboard.press("Tab")
        seen.append(focused(page))
        if seen[-1] == "what":
            page.keyboard.type("Jeden **Donnerstag**.")
        if seen[-1] == "zeige":
            page.keyboard.press("Enter")
            expect(page.locator("#what-vorschau strong")).to_have_text("Donnerstag")
        if seen[-1] == "again":
            page.keyboard.press("ArrowUp")
            page.keyboard.press("ArrowDown")
            page.keyboard.press("ArrowDown")
    assert [name for name in dict.fromkeys(seen) if name in FIELDS] == FIELDS
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Bilder und Belege", level=1)).to_be_visible()
    saved = fresh(select(Draft).where(Draft.subject_id == subject.id)).data
    assert (saved["title"], saved["what"]) == ("Feierabendmarkt", "Jeden **Donnerstag**.")


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
    attach(subject, data, picture(), name="laden.jpg", actor=writer.actor)
    log_in(page, writer)
    desk = f"/praxisbeispiele/entwurf/{subject.public_id}/"
    for step in (
        "",
        "fuenf-fragen",
        "worum",
        "vorgehen",
        "zahlen",
        "ergebnis",
        "bilder",
        "kontakt",
        "pruefen",
        "vorschau",
        "freigabe",
    ):
        assert inspect(desk + step) == []
    assert inspect("/konto/beitraege") == []
