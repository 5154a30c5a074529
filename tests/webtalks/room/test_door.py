import json
import re
from datetime import timedelta

import pytest

from app.core import clock
from app.core.transaction import transaction
from app.webtalks import links
from tests.factories.webtalks import RegistrationFactory, WebtalkFactory
from tests.webtalks.room.verifier import APP_ID, DOMAIN, SECRET, check

ROOM_SETTINGS = {"jitsi_domain": DOMAIN, "jitsi_app_id": APP_ID, "jitsi_app_secret": SECRET}


@pytest.fixture
def app(make_app):
    app = make_app(**ROOM_SETTINGS)
    with app.app_context():
        yield app


def talk_in(minutes: int, **values):
    starts = clock.now().replace(microsecond=0) + timedelta(minutes=minutes)
    return WebtalkFactory(starts_at=starts, ends_at=starts + timedelta(hours=1), **values)


def door(talk) -> str:
    return f"/webtalks/{talk.subject.slug}/raum"


def claims_in(answer, talk):
    found = re.search(r"data-room-options>(\{.*?\})</script>", answer.text)
    assert found, answer.text[:2000]
    return check(json.loads(found[1])["jwt"], room=talk.room_name)


def user_of(answer, talk):
    return claims_in(answer, talk)["context"]["user"]


def test_the_host_leads_and_a_member_takes_part(inside, anna, clara):
    talk = talk_in(5, hosts=[anna])
    RegistrationFactory(webtalk_id=talk.id, user_id=clara.user_id)
    host = user_of(inside(anna).post(door(talk), data={"sitz": "kamera"}), talk)
    member = user_of(inside(clara).post(door(talk), data={"sitz": "kamera"}), talk)
    assert (host["moderator"], host["name"]) == (True, anna.name)
    assert (member["moderator"], member["name"], member["lobby_bypass"]) == (False, clara.name, True)


def test_no_token_stands_on_a_page_before_the_click(inside, anna):
    talk = talk_in(5, hosts=[anna])
    answer = inside(anna).get(door(talk))
    assert "eyJ" not in answer.text
    assert DOMAIN not in answer.headers["Content-Security-Policy"]
    assert talk.room_name not in answer.text


def test_only_the_room_may_load_from_the_video_server(inside, anna):
    talk = talk_in(5, hosts=[anna])
    answer = inside(anna).post(door(talk), data={"sitz": "kamera"})
    assert f"frame-src https://{DOMAIN}" in answer.headers["Content-Security-Policy"]
    assert f'camera=(self "https://{DOMAIN}")' in answer.headers["Permissions-Policy"]
    assert answer.headers["Cache-Control"] == "no-store"
    assert "camera=()" in inside(anna).get("/").headers["Permissions-Policy"]


def test_a_link_forwarded_to_another_person_or_to_nobody_gives_a_place_in_the_lobby(inside, client, anna, bernd, clara):
    talk = talk_in(5, hosts=[anna])
    mine = RegistrationFactory(webtalk_id=talk.id, user_id=clara.user_id)
    address = f"{door(talk)}?platz={links.signed(mine.public_id)}"
    stranger = user_of(inside(bernd).post(address, data={"sitz": "kamera"}), talk)
    nobody = user_of(client.post(address, data={"sitz": "kamera", "name": "Wer Auch Immer"}), talk)
    for user in (stranger, nobody):
        assert (user["moderator"], user["lobby_bypass"]) == (False, False)
    assert nobody["name"] == "Wer Auch Immer"


def test_a_forwarded_link_of_the_host_leads_nobody(client, anna):
    talk = talk_in(5, hosts=[anna])
    mine = RegistrationFactory(webtalk_id=talk.id, user_id=anna.user_id)
    answer = client.post(f"{door(talk)}?platz={links.signed(mine.public_id)}", data={"sitz": "kamera", "name": "X"})
    assert user_of(answer, talk)["moderator"] is False


def test_a_guest_of_the_lobby_says_who_he_is(client, anna, clara):
    talk = talk_in(5, hosts=[anna])
    mine = RegistrationFactory(webtalk_id=talk.id, user_id=clara.user_id)
    answer = client.post(f"{door(talk)}?platz={links.signed(mine.public_id)}", data={"sitz": "kamera"})
    assert answer.status_code == 422
    assert "Bitte sagen Sie, wer Sie sind" in answer.text


@pytest.mark.parametrize("seat", ["kamera", "telefon", "mitlesen"])
def test_the_lobby_learns_no_other_way_in(client, clara, seat):
    talk = talk_in(5, meeting_url="https://teams.example/abc", dial_in="0341 12345, PIN 9876")
    mine = RegistrationFactory(webtalk_id=talk.id, user_id=clara.user_id)
    answer = client.post(f"{door(talk)}?platz={links.signed(mine.public_id)}", data={"sitz": seat, "name": "Wer"})
    assert answer.status_code == 200
    assert "teams.example" not in answer.text
    assert "9876" not in answer.text


def test_a_guest_without_account_comes_in_by_his_own_link(client):
    talk = talk_in(5)
    mine = RegistrationFactory(webtalk_id=talk.id, name="Gerda Gast", email="g@x.de", email_folded="g@x.de")
    user = user_of(client.post(f"{door(talk)}?platz={links.signed(mine.public_id)}", data={"sitz": "ton"}), talk)
    assert (user["name"], user["lobby_bypass"], user["moderator"]) == ("Gerda Gast", True, False)


def test_a_broken_link_opens_nothing(client):
    talk = talk_in(5)
    assert "noch nicht angemeldet" in client.get(f"{door(talk)}?platz=falsch~falsch").text


@pytest.mark.parametrize(
    ("minutes", "who", "sentence"),
    [(20, "clara", "Der Raum öffnet am"), (61, "anna", "Der Raum öffnet am"), (-95, "clara", "ist vorbei")],
)
def test_the_door_says_why_it_is_closed(inside, anna, clara, minutes, who, sentence):
    talk = talk_in(minutes, hosts=[anna])
    RegistrationFactory(webtalk_id=talk.id, user_id=clara.user_id)
    browser = {"anna": anna, "clara": clara}[who]
    assert sentence in inside(browser).get(door(talk)).text
    assert "data-room-options" not in inside(browser).post(door(talk), data={"sitz": "kamera"}).text


def test_the_host_may_enter_an_hour_before(inside, anna):
    talk = talk_in(59, hosts=[anna])
    assert user_of(inside(anna).post(door(talk), data={"sitz": "kamera"}), talk)["moderator"]


def test_strangers_are_told_to_register_and_late_ones_to_queue(inside, clara):
    free, full = talk_in(5), talk_in(5, capacity=1, taken_seats=1)
    assert "noch nicht angemeldet" in inside(clara).get(door(free)).text
    assert "ausgebucht" in inside(clara).get(door(full)).text


def test_who_waits_is_not_let_in(inside, clara):
    talk = talk_in(5, capacity=1, taken_seats=1)
    RegistrationFactory(webtalk_id=talk.id, user_id=clara.user_id, state="waiting", queued_at=clock.now())
    answer = inside(clara).post(door(talk), data={"sitz": "kamera"})
    assert "Warteliste" in answer.text
    assert "data-room-options" not in answer.text


def test_a_cancelled_talk_says_so(inside, clara):
    talk = talk_in(5, cancelled_at=clock.now(), cancel_reason="Die Referentin ist krank.")
    assert "Die Referentin ist krank." in inside(clara).get(door(talk)).text


def test_the_host_moves_the_meeting_and_everybody_who_waits_hears_of_it(inside, anna, clara):
    talk = talk_in(5, hosts=[anna])
    RegistrationFactory(webtalk_id=talk.id, user_id=clara.user_id)
    before = inside(clara).get(f"{door(talk)}/stand")
    wish = {"meeting": "link", "meeting_url": "https://teams.example/abc"}
    assert inside(anna).post(f"{door(talk)}/treffpunkt", data=wish).status_code == 303
    after = inside(clara).get(f"{door(talk)}/stand")
    assert after.json["version"] != before.json["version"]
    assert inside(clara).get(f"{door(talk)}/stand", headers={"If-None-Match": after.headers["ETag"]}).status_code == 304
    assert "https://teams.example/abc" not in inside(clara).get(door(talk)).text
    assert "https://teams.example/abc" in inside(clara).post(door(talk), data={"sitz": "kamera"}).text


@pytest.mark.parametrize("url", ["", "http://teams.example", "javascript:alert(1)", "teams"])
def test_another_meeting_place_is_a_https_address(inside, anna, url):
    talk = talk_in(5, hosts=[anna])
    assert (
        inside(anna).post(f"{door(talk)}/treffpunkt", data={"meeting": "link", "meeting_url": url}).status_code == 422
    )


def test_only_who_was_there_is_kept(inside, clara):
    talk = talk_in(5)
    mine = RegistrationFactory(webtalk_id=talk.id, user_id=clara.user_id)
    inside(clara).get(door(talk))
    with transaction():
        assert mine.attended is None
    inside(clara).post(door(talk), data={"sitz": "zuhoeren"})
    with transaction():
        assert mine.attended is True


def test_who_may_not_lead_is_offered_nothing_to_lead(inside, organisation, anna, clara):
    """Anna writes for the organisation; Clara alone is the host."""
    talk = talk_in(-90, hosts=[clara], owner_id=organisation.id)
    hers, host = (inside(person).get(talk.subject.address).text for person in (anna, clara))
    for link in ("/fragen/leitung", "/rueckmeldung/ergebnis"):
        assert f"{talk.subject.address}{link}" in host
        assert f"{talk.subject.address}{link}" not in hers
    assert f"{door(talk)}/treffpunkt" in hers
