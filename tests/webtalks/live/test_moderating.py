"""Questions that are hidden or removed are not there, and who did it is kept; long lists come in pages."""

import pytest
from sqlalchemy import insert, select

from app.core.audit import AuditEntry
from app.core.transaction import transaction
from app.extensions import db
from app.webtalks.live import services
from app.webtalks.live.models import Question
from app.webtalks.live.queries import PER_PAGE
from app.webtalks.live.takers import Taker
from tests.factories.webtalks import RegistrationFactory, WebtalkFactory

ASKED = "Das ist eine Beleidigung."


@pytest.fixture
def talk(anna, clara):
    talk = WebtalkFactory(title="Leere Läden", hosts=[anna])
    RegistrationFactory(webtalk_id=talk.id, user_id=clara.user_id)
    return talk


def page(talk, part="") -> str:
    return f"/webtalks/{talk.subject.slug}/fragen{part}"


def asked(talk, who, text=ASKED) -> str:
    return services.ask(talk.id, text, Taker(user_id=who.user_id), is_anonymous=False).public_id


def main_of(answer) -> str:
    return answer.text.split("<main")[1].split("</main")[0]


def kept() -> list[tuple[str, int | None]]:
    query = select(AuditEntry.action, AuditEntry.actor_id).where(AuditEntry.action.startswith("webtalk.question"))
    return [tuple(row) for row in db.session.execute(query.order_by(AuditEntry.id))]


def test_what_the_host_hides_is_gone_for_others_and_written_down(inside, talk, anna, clara):
    name, host, listener = asked(talk, clara), inside(anna), inside(clara)
    host.post(page(talk, f"/leitung/{name}"), data={"was": "ausblenden"})
    assert ASKED not in main_of(listener.get(page(talk)))
    for part in ("stimme", "zuruecknehmen"):
        assert listener.post(page(talk, f"/{name}/{part}")).status_code == 404
    host.post(page(talk, f"/leitung/{name}"), data={"was": "offen"})
    assert ASKED in main_of(listener.get(page(talk)))
    assert kept() == [("webtalk.question_hidden", anna.user_id), ("webtalk.question_shown", anna.user_id)]


def test_what_moderation_removes_is_gone_for_the_host_too(inside, talk, anna, clara, mona):
    name, host, moderator = asked(talk, clara), inside(anna), inside(mona)
    assert "Fragen moderieren" in main_of(moderator.get(page(talk)))
    assert "Fragen moderieren" not in main_of(host.get(page(talk)))
    moderator.post(page(talk, f"/moderation/{name}"), data={"was": "entfernen"})
    assert ASKED not in main_of(host.get(page(talk, "/leitung")))
    assert host.post(page(talk, f"/leitung/{name}"), data={"was": "offen"}).status_code == 404
    assert inside(clara).post(page(talk, f"/{name}/zuruecknehmen")).status_code == 404
    assert "entfernt" in main_of(moderator.get(page(talk, "/moderation")))
    moderator.post(page(talk, f"/moderation/{name}"), data={"was": "zeigen"})
    assert ASKED in main_of(host.get(page(talk, "/leitung")))
    assert kept() == [("webtalk.question_removed", mona.user_id), ("webtalk.question_restored", mona.user_id)]


def test_hundreds_of_questions_come_in_pages_and_what_is_on_stands_on_each(inside, talk, anna, clara):
    rows = [
        {"webtalk_id": talk.id, "text": f"Frage {number:03}", "votes": 500 - number, "state": "open"}
        for number in range(3 * PER_PAGE + 5)
    ]
    with transaction():
        db.session.execute(insert(Question), rows)
    on = db.session.scalars(select(Question).where(Question.text == "Frage 300")).one()
    with transaction():
        on.state = "now"
    for browser, part in ((inside(clara), ""), (inside(anna), "/leitung")):
        pages = [main_of(browser.get(page(talk, f"{part}?seite={number}"))) for number in range(1, 5)]
        assert all("Frage 300" in one for one in pages)
        assert ["Weitere Fragen" in one for one in pages] == [True, True, True, False]
        for number in (0, 98, 99, 100, 250, 304):
            assert sum(f"Frage {number:03}" in one for one in pages) == 1
        assert "Frage 000" in main_of(browser.get(page(talk, f"{part}?seite=unsinn")))


def test_the_part_that_renews_itself_stays_on_its_page(inside, talk, clara):
    rows = [{"webtalk_id": talk.id, "text": f"Frage {number:03}", "votes": 0, "state": "open"} for number in range(101)]
    with transaction():
        db.session.execute(insert(Question), rows)
    browser = inside(clara)
    first, second = (browser.get(page(talk, f"/stand{query}")) for query in ("", "?seite=2"))
    assert first.headers["ETag"] != second.headers["ETag"]
    assert "Frage 100" in second.text
    assert "Frage 000" not in second.text
