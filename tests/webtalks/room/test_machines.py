from datetime import timedelta

import pytest

from app.core import clock
from app.core.transaction import transaction
from app.webtalks.jitsi import Jitsi
from tests.factories.webtalks import RegistrationFactory, WebtalkFactory
from tests.webtalks.room.test_door import ROOM_SETTINGS, talk_in

BEARER = {"Authorization": "Bearer " + "b" * 40}
RESERVE = "/jitsi/reservation/conference"


@pytest.fixture
def app(make_app):
    app = make_app(csrf=True, jitsi_events_secret="b" * 40, **ROOM_SETTINGS)
    with app.app_context():
        yield app


def test_a_room_opens_for_its_talk_and_time(client):
    talk = talk_in(5)
    answer = client.post(RESERVE, data={"name": f"{talk.room_name}@conference.meet.test"}, headers=BEARER)
    assert answer.status_code == 200
    assert answer.json["name"] == talk.room_name
    assert answer.json["duration"] == 150 * 60
    assert answer.json["start_time"] == (talk.starts_at - timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M:%S.000Z")


@pytest.mark.parametrize(
    ("minutes", "values", "sentence"),
    [
        (61, {}, "beginnt erst am"),
        (-95, {}, "ist vorbei"),
        (5, {"cancelled_at": clock.now()}, "ist abgesagt"),
        (5, {"state": "draft"}, "gibt es nicht"),
    ],
)
def test_the_server_shows_why_a_room_stays_closed(client, minutes, values, sentence):
    talk = talk_in(minutes, **values)
    answer = client.post(RESERVE, data={"name": talk.room_name}, headers=BEARER)
    assert answer.status_code == 403
    assert sentence in answer.json["message"]


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer falsch"}, {"Authorization": "Bearer "}])
def test_without_the_secret_nothing_answers(client, headers):
    talk = talk_in(5)
    assert client.post(RESERVE, data={"name": talk.room_name}, headers=headers).status_code == 404
    assert client.post("/jitsi/events/occupant/joined", json={}, headers=headers).status_code == 404


def test_events_say_who_was_there_however_often_they_come(app, client, clara, bernd):
    talk = talk_in(5)
    here, away = (RegistrationFactory(webtalk_id=talk.id, user_id=one.user_id) for one in (clara, bernd))
    pseudonym = Jitsi(app.config["SETTINGS"]).pseudonym(talk.room_name, f"r{here.public_id}")
    event = {"room_name": talk.room_name, "occupant": {"id": pseudonym, "occupant_jid": "x@y/z", "joined_at": 1}}
    for _ in range(2):
        assert client.post("/jitsi/events/occupant/joined", json=event, headers=BEARER).status_code == 204
    with transaction():
        assert (here.attended, away.attended) == (True, None)


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b"{broken", b'{"room_name": 7, "occupant": 3}'])
def test_events_with_missing_fields_harm_nothing(client, body):
    answer = client.post(
        "/jitsi/events/room/whatever", data=body, headers={**BEARER, "Content-Type": "application/json"}
    )
    assert answer.status_code == 204


def test_attendance_comes_from_the_server_where_it_tells(app, inside, clara):
    app.config["WTF_CSRF_ENABLED"] = False
    talk = talk_in(5)
    mine = RegistrationFactory(webtalk_id=talk.id, user_id=clara.user_id)
    inside(clara).post(f"/webtalks/{talk.subject.slug}/raum", data={"sitz": "kamera"})
    with transaction():
        assert mine.attended is None


def test_a_key_that_does_not_exist_is_not_found(client):
    assert client.get("/jitsi/schluessel/abc.pem").status_code == 404
    assert WebtalkFactory().room_name
