"""Who is told what, once; and when reminders go out."""

from datetime import timedelta
from email import message_from_bytes

import pytest
from icalendar import Calendar

from app.core import clock
from app.core.mail.sending import message_of
from app.core.transaction import transaction
from app.extensions import db
from app.webtalks import links
from app.webtalks.mails import reminders
from app.webtalks.models import Registration
from app.webtalks.services.registering import Person, member, register, stay_away
from app.webtalks.services.scheduling import cancel, move
from tests.factories.webtalks import RegistrationFactory, WebtalkFactory


def entries_in(letter) -> tuple[str, list]:
    read = Calendar.from_ical(letter.calendar)
    return str(read["method"]), read.walk("VEVENT")


def test_a_seat_is_confirmed_with_a_link_that_works_and_an_entry_for_the_diary(client, outbox, run_jobs):
    talk = WebtalkFactory(title="Leerstand")
    register(talk, Person(name="Gerda Gast", email="gerda@example.org"))
    run_jobs()
    run_jobs()
    (letter,) = outbox.to("gerda@example.org")
    assert letter.subject == "Angemeldet: Leerstand"
    method, (event,) = entries_in(letter)
    assert (method, event["attendee"], event["sequence"]) == ("REQUEST", "mailto:gerda@example.org", 0)
    door = str(event["url"])
    assert door in letter.text.replace("\n", " ")
    assert "Der Raum öffnet am" in client.get(door.split("8000")[1]).text


def test_programs_find_the_entry_as_a_part_and_as_a_file(outbox, run_jobs):
    register(WebtalkFactory(title="Leerstand"), Person(name="Gerda", email="gerda@example.org"))
    run_jobs()
    message = message_from_bytes(message_of(outbox[-1]).as_bytes())
    kinds = [(part.get_content_type(), part.get_param("method"), part.get_filename()) for part in message.walk()]
    assert ("text/calendar", "REQUEST", None) in kinds
    assert ("application/ics", None, "webtalk.ics") in kinds


def test_moving_and_cancelling_reach_everybody_once_and_rise_in_sequence(anna, clara, outbox, run_jobs):
    talk = WebtalkFactory(title="Leerstand", hosts=[anna])
    register(talk, member(clara.actor))
    run_jobs()
    move(talk, talk.starts_at + timedelta(hours=2), talk.ends_at + timedelta(hours=2), actor=anna.actor)
    run_jobs()
    cancel(talk, "Die Referentin ist krank.", actor=anna.actor)
    run_jobs()
    run_jobs()
    letters = [letter for letter in outbox.to(clara.email) if letter.calendar]
    assert [letter.subject for letter in letters] == [
        "Angemeldet: Leerstand", "Verschoben: Leerstand", "Abgesagt: Leerstand",
    ]  # fmt: skip
    assert [entries_in(letter)[0] for letter in letters] == ["REQUEST", "REQUEST", "CANCEL"]
    sequences = [int(entries_in(letter)[1][0]["sequence"]) for letter in letters]
    assert sequences == sorted(set(sequences))
    assert "Die Referentin ist krank." in letters[-1].text


def test_who_stays_away_gets_the_entry_taken_out(clara, outbox, run_jobs):
    talk = WebtalkFactory(title="Leerstand")
    registration = register(talk, member(clara.actor))
    stay_away(talk, registration.id)
    run_jobs()
    assert {letter.subject: entries_in(letter)[0] for letter in outbox.to(clara.email)}[
        "Abgemeldet: Leerstand"
    ] == "CANCEL"


def test_the_waiting_list_is_told_its_place_and_the_rule(clara, outbox, run_jobs):
    talk = WebtalkFactory(title="Leerstand", capacity=1)
    register(talk, Person(name="Gerda", email="gerda@example.org"))
    register(talk, member(clara.actor))
    run_jobs()
    (letter,) = outbox.to(clara.email)
    text = " ".join(letter.text.split())
    assert "Platz 1 der Warteliste" in text
    assert "24 Stunden Zeit" in text


@pytest.fixture
def seated(clara):
    """Clara has a seat since long; returns (talk, registration)."""
    starts = clock.now().replace(microsecond=0) + timedelta(days=30)
    talk = WebtalkFactory(title="Leerstand", starts_at=starts, ends_at=starts + timedelta(hours=1))
    registration = RegistrationFactory(webtalk_id=talk.id, user_id=clara.user_id, created_at=clock.now())
    return talk, registration


def subjects(outbox, clara) -> list[str]:
    return [letter.text.split("\n\n")[1].split(" beginnt")[0] for letter in outbox.to(clara.email)]


def test_reminders_come_a_week_a_day_and_an_hour_before_each_once(seated, clara, outbox, at):
    start = seated[0].starts_at
    for before in (timedelta(days=8), timedelta(days=7), timedelta(days=6), timedelta(hours=24), timedelta(minutes=59)):
        at((start - before).isoformat())
        reminders.remind()
        reminders.remind()
    assert subjects(outbox, clara) == ["in einer Woche", "bald", "in Kürze"]


def test_a_worker_that_was_away_sends_the_nearest_reminder_only(seated, clara, outbox, at):
    at((seated[0].starts_at - timedelta(minutes=50)).isoformat())
    reminders.remind()
    assert subjects(outbox, clara) == ["in Kürze"]
    at((seated[0].starts_at + timedelta(minutes=1)).isoformat())
    reminders.remind()
    assert len(outbox.to(clara.email)) == 1


def test_a_moved_talk_reminds_anew(seated, anna, clara, outbox, at):
    talk, _ = seated
    start = talk.starts_at
    at((start - timedelta(hours=20)).isoformat())
    reminders.remind()
    move(talk, start + timedelta(days=10), start + timedelta(days=10, hours=1), actor=anna.actor)
    at((start + timedelta(days=9)).isoformat())
    reminders.remind()
    assert subjects(outbox, clara) == ["bald", "bald"]


@pytest.mark.parametrize("night", ["2026-03-29T09:00", "2026-10-25T09:00", "2027-03-28T09:00", "2027-10-31T09:00"])
def test_the_reminder_of_a_day_comes_right_across_a_change_of_the_clock(clara, outbox, at, night):
    start = at(night)
    talk = WebtalkFactory(title="Leerstand", starts_at=start, ends_at=start + timedelta(hours=1))
    RegistrationFactory(webtalk_id=talk.id, user_id=clara.user_id, created_at=start - timedelta(days=30))
    at((start - timedelta(hours=25)).isoformat())
    reminders.remind()
    first = subjects(outbox, clara)
    at((start - timedelta(hours=24)).isoformat())
    reminders.remind()
    assert (first, subjects(outbox, clara)) == (["in einer Woche"], ["in einer Woche", "bald"])


def test_only_registered_people_who_wish_it_are_reminded(seated, clara, outbox, at):
    talk, registration = seated
    with transaction():
        registration.reminders = ["hour"]
    RegistrationFactory(webtalk_id=talk.id, name="Weg", email="weg@x.de", email_folded="weg@x.de", state="cancelled")
    at((talk.starts_at - timedelta(hours=20)).isoformat())
    reminders.remind()
    assert len(outbox) == 0


def test_one_click_of_a_mail_program_ends_the_reminders(client, seated):
    address = f"/webtalks/anmeldung/{links.signed(seated[1].public_id)}/erinnerungen"
    assert client.post(address, data={"List-Unsubscribe": "One-Click"}).status_code == 204
    db.session.expire_all()
    assert db.session.get_one(Registration, seated[1].id).reminders == []
    client.post(address, data={"reminders": ["day"]})
    db.session.expire_all()
    assert db.session.get_one(Registration, seated[1].id).reminders == ["day"]
    assert client.get("/webtalks/anmeldung/falsch~x/erinnerungen").status_code == 404


def test_the_reminder_can_be_ended_from_its_headers(seated, clara, outbox, at):
    at((seated[0].starts_at - timedelta(hours=20)).isoformat())
    reminders.remind()
    assert "/erinnerungen" in outbox[-1].headers["List-Unsubscribe"]
