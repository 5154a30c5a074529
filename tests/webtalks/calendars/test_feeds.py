import re

from icalendar import Calendar

from app.accounts.services.staff import block_person
from app.core import clock
from app.webtalks.calendars import feeds
from tests.factories.webtalks import RegistrationFactory, WebtalkFactory


def titles(answer) -> list[str]:
    return [str(event["summary"]) for event in Calendar.from_ical(answer.data).walk("VEVENT")]


def test_the_public_calendar_holds_public_talks_and_cancelled_ones_as_such(client):
    WebtalkFactory(title="Offen")
    WebtalkFactory(title="Abgesagt", cancelled_at=clock.now())
    WebtalkFactory(title="Entwurf", state="draft")
    WebtalkFactory(title="Unter Mitgliedern", visibility="members")
    WebtalkFactory(title="Verborgen", hidden_at=clock.now())
    answer = client.get("/webtalks/kalender.ics")
    states = {str(one["summary"]): str(one["status"]) for one in Calendar.from_ical(answer.data).walk("VEVENT")}
    assert states == {"Offen": "CONFIRMED", "Abgesagt": "CANCELLED"}
    assert client.get("/webtalks/kalender.ics", headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304
    assert client.get("/webtalks/kalender.ics?thema=gibt-es-nicht").status_code == 404


def test_a_member_makes_an_address_sees_it_once_and_ends_the_old_one(client, inside, clara):
    talk = WebtalkFactory(title="Meiner")
    WebtalkFactory(title="Fremder")
    RegistrationFactory(webtalk_id=talk.id, user_id=clara.user_id)
    browser = inside(clara)
    first, second = (re.search(r"/kalender/[\w-]+\.ics", browser.post("/konto/kalender").text)[0] for _ in range(2))
    assert titles(client.get(second)) == ["Meiner"]
    assert client.get(first).status_code == 404
    assert "/kalender/" not in re.sub(r"/konto/kalender|webtalks/kalender", "", browser.get("/konto/kalender").text)
    browser.post("/konto/kalender", data={"was": "beenden"})
    assert client.get(second).status_code == 404


def test_the_secret_itself_is_kept_nowhere(clara):
    secret = feeds.renew(clara.user_id)
    assert feeds.owner_of(secret) == clara.user_id
    assert feeds.owner_of(secret[:-1]) is None


def test_the_address_of_a_blocked_person_opens_nothing(clara, mona):
    secret = feeds.renew(clara.user_id)
    block_person(clara.user_id, actor=mona.actor)
    assert feeds.owner_of(secret) is None


def test_a_talk_taken_back_leaves_the_calendar_and_hosts_see_theirs(app, anna):
    WebtalkFactory(title="Geleitet", hosts=[anna])
    WebtalkFactory(title="Zurückgenommen", hosts=[anna], state="withdrawn")
    assert [entry.title for entry in feeds.entries_of(anna.user_id)] == ["Geleitet"]


def test_one_talk_can_be_opened_in_the_own_calendar(client):
    WebtalkFactory(title="Leerstand")
    answer = client.get("/webtalks/leerstand/termin.ics")
    assert titles(answer) == ["Leerstand"]
    assert answer.mimetype == "text/calendar"
