"""A poll appears on phones by itself, what is ticked stays ticked, and the sums can be read by everybody."""

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from app.extensions import db
from app.webtalks.live import services as questions
from app.webtalks.live.polls import services
from app.webtalks.live.polls.models import PollOption
from app.webtalks.live.takers import Taker
from tests.factories.webtalks import RegistrationFactory, WebtalkFactory
from tests.harness.accessibility import problems_of, problems_seen

pytestmark = pytest.mark.browser


def test_a_poll_is_answered_beside_the_talk(live_site, page, log_in, anna, bernd, clara, mona):
    talk = WebtalkFactory(title="Leere Läden", hosts=[anna])
    for one in (bernd, clara, mona):
        RegistrationFactory(webtalk_id=talk.id, user_id=one.user_id)
    poll = services.prepare(talk.id, "Haben Sie Leerstand?", ["Ja, viel", "Nein"], is_multiple=False)
    page.set_viewport_size({"width": 320, "height": 640})
    log_in(page, clara).goto(f"{live_site.url}/webtalks/{talk.subject.slug}/fragen")
    services.start(poll)
    answer = page.get_by_label("Ja, viel")
    expect(answer).to_be_visible()
    answer.focus()
    page.keyboard.press("Space")
    questions.ask(talk.id, "Wer zahlt das?", Taker(user_id=anna.user_id), is_anonymous=False)
    expect(page.get_by_text("Wer zahlt das?", exact=True)).to_be_visible()
    expect(answer).to_be_checked()
    page.get_by_role("button", name="Abstimmen").click()
    expect(page.get_by_text("Ihre Stimme zählt.")).to_be_visible()
    assert list(problems_seen(page)) == []

    chosen = db.session.scalars(select(PollOption.id).order_by(PollOption.position)).first()
    for one in (bernd, mona):
        services.vote(poll, Taker(user_id=one.user_id), {chosen})
    services.close(poll)
    services.show(poll, "screen")
    expect(page.get_by_role("row", name="Ja, viel")).to_contain_text("100 %")
    log_in(page, anna)
    for part in ("fragen", "umfragen", "fragen/anzeige"):
        assert list(problems_of(page, f"{live_site.url}/webtalks/{talk.subject.slug}/{part}")) == []
