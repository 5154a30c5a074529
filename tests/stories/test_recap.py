"""From the question at the door to the recording with captions: a member, the host, and somebody who was not there."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from app.core import clock
from app.core.transaction import transaction
from app.demo.records import FOLDER
from app.extensions import db
from app.webtalks.recording.models import RecordingNotice
from tests.factories.webtalks import RegistrationFactory, WebtalkFactory
from tests.harness.accessibility import problems_seen

pytestmark = pytest.mark.browser
CUES = """async () => {
  const element = document.querySelector("track");
  element.track.mode = "showing";
  await new Promise((go) => element.readyState > 1 ? go() : element.addEventListener("load", go));
  return element.track.cues.length;
}"""


@pytest.fixture
def talk(anna, clara):
    """It runs, elsewhere, and is recorded."""
    starts = clock.now() - timedelta(minutes=5)
    place = {"meeting": "link", "meeting_url": "https://treffen.example/raum"}
    talk = WebtalkFactory(
        title="Leere Läden", hosts=[anna], starts_at=starts, ends_at=starts + timedelta(hours=1), **place
    )
    RegistrationFactory(webtalk_id=talk.id, user_id=clara.user_id)
    with transaction():
        db.session.add(RecordingNotice(webtalk_id=talk.id, text="Bild und Ton von allen."))
    return talk


def test_who_said_yes_at_the_door_is_seen_in_the_recording(live_site, page, new_context, log_in, talk, anna, clara):
    address = f"{live_site.url}{talk.subject.address}"
    _say_yes(log_in(page, clara), f"{address}/raum")
    with transaction(talk):
        talk.starts_at, talk.ends_at = (clock.now() - timedelta(hours=hours) for hours in (2, 1))
    host = new_context(viewport={"width": 320, "height": 700}).new_page()
    _close(log_in(host, anna), f"{address}/rueckblick")
    visitor = new_context().new_page()
    visitor.goto(f"{address}/rueckblick")
    assert visitor.evaluate(CUES) == 4
    visitor.get_by_text("Was gesagt wurde, zum Nachlesen").focus()
    visitor.keyboard.press("Enter")
    expect(visitor.get_by_text("Heute würden wir den Plan")).to_be_visible()


def _say_yes(page: Page, door: str) -> None:
    page.goto(door)
    page.get_by_role("button", name="Am Webtalk teilnehmen").press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Bitte willigen Sie")
    assert list(problems_seen(page)) == []
    page.get_by_label("bin mit der Aufzeichnung einverstanden").press("Space")
    page.get_by_role("button", name="Am Webtalk teilnehmen").press("Enter")
    expect(page.get_by_role("link", name="Besprechung öffnen")).to_be_visible()


def _close(page: Page, recap: str) -> None:
    page.goto(f"{recap}/aufzeichnung")
    page.get_by_label("Oder: Aufzeichnung hochladen").set_input_files(FOLDER / "recordings/schaufenstergalerie.webm")
    page.get_by_label("Untertitel (WebVTT)").set_input_files(FOLDER / "recordings/schaufenstergalerie.vtt")
    page.get_by_label("Alle, die zu sehen oder zu hören sind").check()
    page.get_by_role("button", name="Speichern").click()
    expect(page.get_by_text("mit Untertiteln")).to_be_visible()
    page.goto(f"{recap}/schreiben")
    page.get_by_role("button", name="Rückblick veröffentlichen").click()
    expect(page.get_by_role("alert")).to_contain_text("drei Sätze")
    assert list(problems_seen(page)) == []
    page.get_by_label("Kurz gefasst").fill("Wie Lindenau leere Läden füllt.")
    for number in ("Erster", "Zweiter", "Dritter"):
        page.get_by_label(f"{number} Satz, der bleibt").fill(f"{number} Satz.")
    page.get_by_role("button", name="Rückblick veröffentlichen").click()
    expect(page).to_have_url(recap)
