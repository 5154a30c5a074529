"""Mail afterwards: who hears of the recap, in which words, once; and who is asked for it."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.core import clock
from app.core.mail.models import Letter
from app.extensions import db
from app.webtalks.afterwards import letters, services
from app.webtalks.afterwards.services import RecapText
from tests.factories.webtalks import RegistrationFactory, WebtalkFactory

WORDS = RecapText("Kurz gefasst.", ["Eins.", "Zwei.", "Drei."])


def over(days: float, **values):
    end = clock.now() - timedelta(days=days)
    return WebtalkFactory(starts_at=end - timedelta(hours=1), ends_at=end, **values)


def publish(talk, who) -> None:
    services.save(talk, WORDS, actor=who.actor)
    services.publish(talk, actor=who.actor)


def sent(template: str) -> dict[str, str]:
    """Texts by address."""
    query = select(Letter.to_address, Letter.text).where(Letter.template == f"webtalks/mail/{template}")
    return {row.to_address: row.text for row in db.session.execute(query)}


@pytest.fixture
def talk(anna, bernd, clara):
    """Clara came, Bernd did not, Gerda wants no mail, Gustav had no seat and Gesine cancelled."""
    talk = over(1, title="Leere Läden", hosts=[anna])
    RegistrationFactory(webtalk_id=talk.id, user_id=clara.user_id, attended=True)
    RegistrationFactory(webtalk_id=talk.id, user_id=bernd.user_id)
    for name, values in {
        "gerda": {"reminders": []},
        "gustav": {"state": "waiting", "queued_at": clock.now()},
        "gesine": {"state": "cancelled"},
    }.items():
        address = {"email": f"{name}@example.org", "email_folded": f"{name}@example.org"}
        RegistrationFactory(webtalk_id=talk.id, name=name.title(), **address, **values)
    return talk


def test_those_who_came_and_those_who_missed_it_get_one_mail_each(talk, anna, bernd, clara, run_jobs):
    publish(talk, anna)
    run_jobs()
    found = sent("recap")
    assert set(found) == {clara.email, bernd.email, "gustav@example.org"}
    assert "danke, dass Sie" in found[clara.email]
    assert "- Eins." in found[bernd.email]
    assert "danke" not in found[bernd.email]
    headers = db.session.scalars(select(Letter.headers).where(Letter.template == "webtalks/mail/recap")).all()
    assert all("List-Unsubscribe" in one for one in headers)
    services.take_back(talk, actor=anna.actor)
    publish(talk, anna)
    run_jobs()
    letters.tell_people(letters.RecapPublished("recap", services.recap_of(talk.id).id))
    assert len(db.session.scalars(select(Letter.id)).all()) == 3


def test_a_recap_that_comes_after_a_month_is_mailed_to_nobody(anna, clara, run_jobs):
    late = over(31, title="Lange her", hosts=[anna])
    RegistrationFactory(webtalk_id=late.id, user_id=clara.user_id, attended=True)
    publish(late, anna)
    run_jobs()
    assert sent("recap") == {}


def test_hosts_are_asked_once_two_days_after_the_end(anna):
    over(1, title="Gestern", hosts=[anna])
    over(20, title="Lange her", hosts=[anna])
    closed = over(3, title="Ohne", hosts=[anna])
    services.close_without(closed)
    over(3, title="Abgesagt", hosts=[anna], cancelled_at=clock.now())
    assert not letters.is_needed()
    due = over(3, title="Vor drei Tagen", hosts=[anna])
    assert letters.is_needed()
    for _ in range(2):
        letters.ask_hosts()
    assert f"{due.subject.address}/rueckblick/schreiben" in sent("recap_missing")[anna.email]
    assert len(db.session.scalars(select(Letter.id)).all()) == 1
    assert not letters.is_needed()
