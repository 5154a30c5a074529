"""The pages a visitor and a member sees."""

from datetime import UTC, datetime, timedelta

import pytest

from app.core import clock
from app.webtalks.services.registering import member, register
from tests.factories.practices import PracticeFactory, TopicFactory
from tests.factories.webtalks import WebtalkFactory

NOON = datetime(2026, 12, 8, 11, tzinfo=UTC)


def test_the_list_shows_what_is_coming_first_and_what_is_past_apart(client):
    now = clock.now()
    WebtalkFactory(title="Später", starts_at=now + timedelta(days=9))
    WebtalkFactory(title="Bald", starts_at=now + timedelta(days=1))
    WebtalkFactory(title="Gewesen", starts_at=now - timedelta(days=9))
    coming, past = client.get("/webtalks/").text, client.get("/webtalks/?zeit=vergangen").text
    assert coming.index("Bald") < coming.index("Später")
    assert "Gewesen" not in coming
    assert "Gewesen" in past
    assert "Bald" not in past


def test_the_list_is_narrowed_by_topic_and_organisation(client, organisation):
    topic = TopicFactory(slug="leerstand")
    mine = WebtalkFactory(title="Mit Thema", owner_id=organisation.id)
    WebtalkFactory(title="Ohne alles")
    from app.topics.services import set_topics

    set_topics(mine.id, [topic.slug])
    for query in ("thema=leerstand", "organisation=stadtmarketing-lindenau"):
        page = client.get(f"/webtalks/?{query}").text
        assert "Mit Thema" in page
        assert "Ohne alles" not in page


@pytest.mark.parametrize("number", [3, 30])
def test_a_list_asks_the_database_equally_often_however_long(client, count_sql, number, organisation):
    for _ in range(number):
        WebtalkFactory(owner_id=organisation.id)
    client.get("/webtalks/")
    with count_sql() as statements:
        client.get("/webtalks/")
    assert len(statements) <= 4


def test_a_month_shows_its_days(client):
    WebtalkFactory(title="Nikolaus", starts_at=NOON)
    page = client.get("/webtalks/?ansicht=monat&monat=2026-12").text
    assert "Webtalks im Dezember 2026" in page
    assert "12:00 Uhr Nikolaus" in page
    assert "Nikolaus" not in client.get("/webtalks/?ansicht=monat&monat=2026-11").text
    assert client.get("/webtalks/?ansicht=monat&monat=gestern").status_code == 404


def test_the_files_tell_the_same(client):
    WebtalkFactory(title="=Formel", starts_at=clock.now() + timedelta(days=2))
    assert "'=Formel" in client.get("/webtalks/liste.csv").text
    assert "=Formel" in client.get("/feeds/webtalks.atom").text


def test_the_page_tells_machines_when_it_is_but_not_the_room(client, organisation):
    talk = WebtalkFactory(title="Leerstand & mehr", owner_id=organisation.id, meeting_url="https://meet.example/geheim")
    page = client.get("/webtalks/leerstand-mehr").text
    assert '"@type": "Event"' in page
    assert talk.room_name not in page
    assert "geheim" not in page


def test_who_may_not_see_a_talk_gets_404(client, app, log_in, anna, clara, organisation):
    draft = WebtalkFactory(state="draft", owner_id=organisation.id)
    WebtalkFactory(title="Intern", visibility="members", owner_id=organisation.id)
    path = f"/webtalks/{draft.subject.public_id}"
    assert client.get(path).status_code == 404
    assert client.get("/webtalks/intern").status_code == 404
    log_in(client, clara)
    assert client.get(path).status_code == 404
    assert client.get("/webtalks/intern").status_code == 200
    assert "Intern" in client.get("/webtalks/").text
    log_in(client, anna)
    assert client.get(path).status_code == 200


def test_a_cancelled_talk_says_why_and_takes_nobody(client):
    WebtalkFactory(title="Weg", cancelled_at=clock.now(), cancel_reason="Die Referentin ist krank.")
    page = client.get("/webtalks/weg").text
    assert "Die Referentin ist krank." in page
    assert "Zum Webtalk anmelden" not in page


def test_the_start_page_and_the_measure_show_what_is_coming(client, anna):
    from dataclasses import replace

    from app.webtalks.services import scheduling

    practice = PracticeFactory(title="Leerstandsmelder")
    talk = WebtalkFactory(title="Wie wir melden")
    scheduling.change(talk, replace(scheduling.plan_of(talk), links=[practice.id]), actor=anna.actor)
    assert "Wie wir melden" in client.get("/").text
    assert "Wie wir melden" in client.get("/massnahmen/leerstandsmelder").text
    assert "Leerstandsmelder" in client.get("/webtalks/wie-wir-melden").text


def test_meine_webtalks_shows_what_one_has_registered_for(client, log_in, clara):
    talk = WebtalkFactory(title="Mein Termin", capacity=1)
    register(talk, member(clara.actor))
    log_in(client, clara)
    page = client.get("/konto/webtalks").text
    assert "Mein Termin" in page
    assert "angemeldet" in page


def test_the_list_says_what_runs_now(client):
    starts = clock.now() - timedelta(minutes=10)
    WebtalkFactory(title="Gerade dran", starts_at=starts, ends_at=starts + timedelta(hours=1))
    assert "Läuft gerade" in client.get("/webtalks/").text
