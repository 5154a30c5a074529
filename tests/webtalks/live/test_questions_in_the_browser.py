"""The list of questions renews itself, and what is half typed stays."""

import pytest
from playwright.sync_api import expect

from app.core.actors import GUEST
from app.webtalks.live import services
from app.webtalks.live.takers import Taker
from tests.factories.webtalks import RegistrationFactory, WebtalkFactory
from tests.harness.accessibility import problems_seen

pytestmark = pytest.mark.browser


def test_what_others_ask_appears_while_somebody_types_and_votes(live_site, page, log_in, anna, clara):
    talk = WebtalkFactory(title="Leere Läden", hosts=[anna])
    RegistrationFactory(webtalk_id=talk.id, user_id=clara.user_id)
    page.set_viewport_size({"width": 320, "height": 640})
    log_in(page, clara).goto(f"{live_site.url}/webtalks/{talk.subject.slug}/fragen")
    page.get_by_label("Ihre Frage").fill("Halb getippt")
    question = services.ask(talk.id, "Wer zahlt das?", Taker(user_id=anna.user_id), is_anonymous=False)
    expect(page.get_by_text("Wer zahlt das?", exact=True)).to_be_visible()
    page.get_by_role("button", name="Das möchte ich auch wissen").click()
    expect(page.get_by_text("2 Stimmen")).to_be_visible()
    expect(page.get_by_label("Ihre Frage")).to_have_value("Halb getippt")
    services.decide(question, "now", actor=GUEST)
    expect(page.get_by_role("status").filter(has_text="Jetzt dran")).to_have_text("Jetzt dran: Wer zahlt das?")
    assert list(problems_seen(page)) == []
