"""Announcing, changing, moving, cancelling; once and in series."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from app.core.jobs.models import Job
from app.core.subjects import Subject
from app.extensions import db
from app.webtalks import times
from app.webtalks.models import Registration, Series, SeriesRegistration, Speaker, Webtalk
from app.webtalks.services.registering import Person, member, register
from app.webtalks.services.series import register_for_all
from tests.factories.pictures import picture
from tests.factories.webtalks import WebtalkFactory
from tests.harness.cast import person

WORDS = {
    "title": "Leerstand beraten",
    "summary": "Wie drei Städte es machen.",
    "visibility": "public",
    "admission": "public",
    "meeting": "jitsi",
    "version": "0",
}
NEW = {**WORDS, "day": "2027-03-09", "starts": "10:00", "ends": "11:00", "repeats": ""}


@pytest.fixture
def announce(client, log_in, anna, organisation, at):
    """announce(title="…"): the answer to the form, sent by Anna."""
    at("2027-03-01T08:00")
    log_in(client, anna)
    return lambda **changes: client.post("/neu/webtalk", data={**NEW, "owner": str(organisation.id), **changes})


def talks() -> list[Webtalk]:
    db.session.expire_all()
    return list(db.session.scalars(select(Webtalk).order_by(Webtalk.starts_at, Webtalk.id)))


def test_a_draft_becomes_a_talk(announce, client, anna):
    draft = announce().location
    assert client.get(draft).status_code == 200
    client.post(f"{draft}/veroeffentlichen")
    page = client.get("/webtalks/leerstand-beraten")
    assert "Di., 9. März 2027, 10:00 bis 11:00 Uhr" in page.text
    (talk,) = talks()
    assert talk.starts_at == datetime(2027, 3, 9, 9, tzinfo=UTC)
    assert anna.actor.has("webtalk_host", talk.id)


REFUSED = [
    ({"ends": "09:00"}, "Das Ende liegt vor dem Beginn."),
    ({"ends": "10:02"}, "mindestens fünf Minuten"),
    ({"day": "2027-03-28", "starts": "02:30", "ends": "04:00"}, "gibt es 02:30 Uhr nicht"),
    ({"day": "2027-10-31", "starts": "02:30", "ends": "04:00"}, "kommt 02:30 Uhr zweimal"),
    ({"day": "31.02.2027"}, "24.11.2026"),
    ({"starts": "25:00"}, "10:00"),
    ({"capacity": "0"}, "von 1 bis 10.000"),
    ({"repeats": "weekly-1", "count": "1000"}, "mehr als 60 Termine"),
    ({"repeats": "weekly-1", "until": "2099-01-01"}, "mehr als 60 Termine"),
    ({"repeats": "weekly-1"}, "Wie viele Termine"),
    ({"repeats": "weekly-1", "until": "2027-03-01"}, "keinen Termin"),
    ({"meeting": "link"}, "Adresse des Treffens"),
    ({"meeting": "link", "meeting_url": "javascript:alert(1)"}, "https://"),
    ({"agenda": "Begrüßung"}, "mit einer Uhrzeit"),
    ({"links": "/massnahmen/gibt-es-nicht"}, "keine Adresse einer Maßnahme"),
    ({"links": "https://[::1"}, "keine Adresse einer Maßnahme"),
    ({"meeting": "link", "meeting_url": "https://[::1"}, "https://"),
    ({"admission": "invited", "invited": "kein mail"}, "keine E-Mail-Adresse"),
]


def test_what_cannot_be_is_refused_with_a_sentence(announce):
    for changes, sentence in REFUSED:
        answer = announce(**changes)
        assert answer.status_code == 422, changes
        assert sentence in answer.text, changes
    assert talks() == []


def test_the_hour_that_comes_twice_is_asked_and_then_taken(announce):
    night = {"day": "2027-10-31", "starts": "02:15", "ends": "02:45"}
    assert "Welche Stunde?" in announce(**night).text
    announce(**night, hour="winter")
    (talk,) = talks()
    assert talk.starts_at == datetime(2027, 10, 31, 1, 15, tzinfo=UTC)


@pytest.mark.parametrize(("first", "count"), [("2027-03-09", 4), ("2027-10-19", 4)])
def test_a_series_stays_at_ten_and_leaves_days_out(announce, client, first, count):
    announce(day=first, repeats="weekly-1", count=str(count), skipped="")
    assert [times.clock_time(talk.starts_at).hour for talk in talks()] == [10] * count
    assert len({talk.room_name for talk in talks()}) == count
    first_draft = f"/webtalks/{talks()[0].subject.public_id}"
    client.post(f"{first_draft}/veroeffentlichen", data={"alle": "1"})
    assert {talk.subject.state for talk in talks()} == {"published"}
    assert f"/webtalks/leerstand-beraten-{first}" in client.get("/webtalks/").text


def test_days_of_a_series_are_skipped_and_added(announce, client):
    announce(repeats="weekly-1", count="2", skipped="16.03.2027")
    assert [times.day_of(talk.starts_at).day for talk in talks()] == [9, 23]
    client.post(f"/webtalks/{talks()[0].subject.public_id}/weiterer-termin", data={"day": "16.03.2027"})
    assert [times.day_of(talk.starts_at).day for talk in talks()] == [9, 16, 23]


def test_who_comes_to_all_dates_is_seated_at_later_ones_too(announce, client, clara, run_jobs):
    announce(repeats="weekly-1", count="3")
    client.post(f"/webtalks/{talks()[0].subject.public_id}/veroeffentlichen")
    series = db.session.scalars(select(Series)).one()
    assert register_for_all(series, member(clara.actor)) == (1, "")
    client.post(f"/webtalks/{talks()[1].subject.public_id}/veroeffentlichen")
    run_jobs()
    assert [talk.taken_seats for talk in talks()] == [1, 1, 0]


def test_one_date_is_moved_and_one_cancelled_and_all_hear_of_it(announce, client):
    announce(repeats="weekly-1", count="3")
    client.post(f"/webtalks/{talks()[0].subject.public_id}/veroeffentlichen", data={"alle": "1"})
    first, second, third = (talk.subject.address for talk in talks())
    version = talks()[0].subject.version
    client.post(
        f"{first}/verschieben", data={"day": "10.03.2027", "starts": "14:00", "ends": "15:00", "version": version}
    )
    client.post(f"{second}/absagen", data={"reason": "Feiertag", "version": talks()[1].subject.version})
    assert "Ursprünglich war: Di., 9. März 2027, 10:00 Uhr" in client.get(first).text
    assert "Feiertag" in client.get(second).text
    assert [(talk.sequence, talk.is_cancelled) for talk in talks()] == [(1, False), (1, True), (0, False)]
    events = {row["event"] for row in db.session.scalars(select(Job.payload).where(Job.name.like("event:%")))}
    assert {"webtalk.moved.v1", "webtalk.cancelled.v1"} <= events
    assert client.get(third).status_code == 200


def test_words_of_all_later_dates_change_at_once(announce, client):
    announce(repeats="weekly-1", count="3")
    second = talks()[1].subject
    values = {**WORDS, "title": "Neuer Name", "for_all": "y"}
    values |= {"day": "2027-03-16", "starts": "10:00", "ends": "11:00"}
    client.post(f"/webtalks/{second.public_id}/bearbeiten", data=values)
    assert [talk.subject.title for talk in talks()] == ["Leerstand beraten", "Neuer Name", "Neuer Name"]
    assert [times.day_of(talk.starts_at).day for talk in talks()] == [9, 16, 23]


def test_the_form_shows_what_is_stored(announce, client):
    draft = announce(agenda="10:05 Begrüßung", questions="Woher?* | Stadt | Land", capacity="30").location
    page = client.get(f"{draft}/bearbeiten").text
    for text in ("10:05 Begrüßung", "Woher?* | Stadt | Land", 'value="30"', 'value="2027-03-09"'):
        assert text in page


def test_fewer_seats_than_taken_are_refused_on_the_page(client, log_in, anna, organisation):
    talk = WebtalkFactory(title="Voll", owner_id=organisation.id, capacity=3, hosts=[anna])
    for number in range(2):
        register(talk, Person(name="G", email=f"g{number}@example.org"))
    log_in(client, anna)
    answer = client.post("/webtalks/voll/bearbeiten", data={**WORDS, "capacity": "1"})
    assert "Es sind schon 2 Plätze vergeben." in answer.text


def test_speakers_come_with_a_picture_and_go(announce, client, app):
    draft = announce().location
    data = {"name": "Dr. Emilia Ernst", "role": "Stadt Lindenau", "about": "Sie macht das.", "handle": ""}
    from io import BytesIO

    client.post(f"{draft}/referierende", data={**data, "picture": (BytesIO(picture()), "e.jpg")})
    assert "Dr. Emilia Ernst" in client.get(draft).text
    speaker = db.session.scalars(select(Speaker)).one()
    assert speaker.picture_id
    client.post(f"{draft}/referierende/{speaker.id}/entfernen")
    assert "Dr. Emilia Ernst" not in client.get(draft).text


def test_only_the_host_sees_who_comes(client, log_in, anna, bernd, clara, organisation):
    talk = WebtalkFactory(title="Leerstand", owner_id=organisation.id, hosts=[bernd])
    register(talk, Person(name="=Gerda", email="gerda@example.org"))
    log_in(client, anna)
    assert client.get("/webtalks/leerstand/anmeldungen").status_code == 403
    log_in(client, bernd)
    assert "gerda@example.org" in client.get("/webtalks/leerstand/anmeldungen").text
    assert "'=Gerda" in client.get("/webtalks/leerstand/anmeldungen.csv").text
    row = db.session.scalars(select(Registration)).one()
    client.post(f"/webtalks/leerstand/anmeldungen/{row.public_id}/aufheben")
    assert [row.ending for row in db.session.scalars(select(Registration))] == ["host"]


def test_a_host_may_leave_and_the_organisation_keeps_the_talk(client, log_in, anna, bernd, organisation, app, run_jobs):
    from app.core.events import PersonRemoved
    from app.core.transaction import transaction
    from app.webtalks.services.hosts import forget_person

    hanna = person("Hanna Host")
    talk = WebtalkFactory(title="Leerstand", owner_id=organisation.id, hosts=[hanna])
    register(talk, member(hanna.actor))
    with transaction():
        db.session.add(SeriesRegistration(series_id=_series(organisation.id), user_id=hanna.user_id))
        db.session.add(Speaker(webtalk_id=talk.id, name=hanna.name, about="Ich", user_id=hanna.user_id))
    forget_person(PersonRemoved(person_id=hanna.user_id))
    forget_person(PersonRemoved(person_id=hanna.user_id))
    db.session.expire_all()
    assert (talk.taken_seats, talk.subject.state) == (0, "published")
    assert db.session.scalars(select(Speaker.name)).one() == "Ehemaliges Mitglied"
    assert db.session.scalars(select(Registration)).all() == []
    log_in(client, anna)
    client.post("/webtalks/leerstand/leitung", data={"handle": bernd.handle})
    assert bernd.actor.has("webtalk_host", talk.id)


def _series(owner_id: int) -> int:
    values = {"rhythm": "weekly", "count": 2, "length_minutes": 60, "title": "R", "owner_id": owner_id}
    series = Series(
        starts_on=datetime(2027, 3, 9, tzinfo=UTC).date(), starts_at_time=datetime(2027, 1, 1, 10).time(), **values
    )
    db.session.add(series)
    db.session.flush()
    return series.id


def test_my_data_tell_of_my_talks(app, clara):
    from app.core.personal_data import export_of

    talk = WebtalkFactory(title="Leerstand")
    register(talk, member(clara.actor))
    assert export_of(clara.user_id)["webtalks"]["anmeldungen"][0]["webtalk"] == "Leerstand"


def test_search_is_told_of_talks(app, organisation):
    from app.webtalks.subject import WEBTALKS

    talk = WebtalkFactory(title="Leerstand", owner_id=organisation.id)
    WebtalkFactory(title="Entwurf", state="draft")
    ids = list(db.session.scalars(select(Subject.id)))
    (document,) = WEBTALKS.documents(ids)
    assert (document.id, document.url, document.readers) == (talk.id, "/webtalks/leerstand", ("public",))
    assert timedelta(0) < talk.ends_at - talk.starts_at
