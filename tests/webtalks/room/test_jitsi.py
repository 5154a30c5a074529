import hashlib
import time
from datetime import timedelta
from pathlib import Path

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from app.core import clock
from app.webtalks.jitsi import Jitsi, Seat, occupants_in, room_in
from tests.harness.database import settings_for
from tests.webtalks.room.verifier import APP_ID, DOMAIN, SECRET, Refused, check

ROOM = "leerstand-2026-12-01-abcdefghij"
HOST = Seat("host", "Anna Adler", "u1")
GUEST = Seat("lobby", "Wer Auch Immer", "l")


def server(**changes: object) -> Jitsi:
    values = {"jitsi_domain": DOMAIN, "jitsi_app_id": APP_ID, "jitsi_app_secret": SECRET, **changes}
    return Jitsi(settings_for(Path("/nowhere"), "sqlite://", **values))


def token(seat: Seat = HOST, **changes: object) -> str:
    return server(**changes).token(ROOM, seat, clock.now() + timedelta(hours=1))


def forged(**changes: object) -> str:
    claims = server().claims(ROOM, HOST, clock.now() + timedelta(hours=1))
    return jwt.encode({**claims, **changes}, SECRET, "HS256")


def test_a_token_is_accepted_for_its_room_and_says_who_leads():
    claims = check(token(), room=ROOM)
    assert claims["context"]["user"]["moderator"] is True
    assert claims["context"]["user"]["affiliation"] == "owner"
    assert all(claims["context"]["features"].values())
    assert claims["nbf"] <= time.time() - 59
    assert claims["exp"] - time.time() == pytest.approx(5400, abs=5)


@pytest.mark.parametrize("role", ["speaker", "participant", "listener", "lobby"])
def test_nobody_but_the_host_leads(role):
    context = check(token(Seat(role, "Bernd", "r1")), room=ROOM)["context"]
    assert context["user"]["moderator"] is False
    assert context["user"]["affiliation"] == "member"
    assert context["user"]["lobby_bypass"] is (role != "lobby")
    assert not any(context["features"].values())


def test_the_room_learns_a_name_and_nothing_else_of_a_person():
    user = check(token(Seat("participant", "Bernd Busch", "r1")), room=ROOM)["context"]["user"]
    assert set(user) == {"id", "name", "moderator", "affiliation", "lobby", "lobby_bypass"}
    assert user["id"] == server().pseudonym(ROOM, "r1") != server().pseudonym("another-room", "r1")


@pytest.mark.parametrize(
    ("reason", "made"),
    [
        ("signature", lambda: token(jitsi_app_secret="falsch-" + "f" * 40)),
        ("issuer", lambda: token(jitsi_app_id="someone-else")),
        ("audience", lambda: forged(aud=["jitsi"])),
        ("expiry is a number", lambda: forged(exp=str(int(time.time()) + 999))),
        ("expired", lambda: forged(exp=int(time.time()) - 1)),
        ("early", lambda: forged(nbf=int(time.time()) + 10)),
        ("domain", lambda: token(jitsi_xmpp_domain="elsewhere.test")),
        ("room", lambda: forged(room="another-room")),
        ("room", lambda: forged(room=ROOM.upper())),
        ("algorithm", lambda: jwt.encode({"room": ROOM}, None, "none")),
        ("algorithm", lambda: jwt.encode({"room": ROOM}, SECRET + SECRET, "HS512")),
    ],
)
def test_a_strict_server_refuses_everything_else(reason, made):
    with pytest.raises(Refused, match=reason):
        check(made(), room=ROOM)


def test_with_a_key_of_its_own_the_token_names_it_and_the_server_can_fetch_it(tmp_path):
    key = rsa.generate_private_key(65537, 2048)
    path = tmp_path / "key.pem"
    path.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    jitsi = server(jitsi_key_file=str(path), jitsi_key_id="ortskern/1", jitsi_app_secret="")
    made = jitsi.token(ROOM, HOST, clock.now() + timedelta(hours=1))
    pem = jitsi.public_key(hashlib.sha256(b"ortskern/1").hexdigest())
    assert jwt.get_unverified_header(made) == {"alg": "RS256", "kid": "ortskern/1", "typ": "JWT"}
    assert jwt.decode(made, pem, ["RS256"], audience="jitsi")["room"] == ROOM
    assert jitsi.public_key(hashlib.sha256(b"another").hexdigest()) is None
    assert b"PRIVATE" not in pem


@pytest.mark.parametrize(
    ("payload", "people"),
    [
        ({"occupant": {"id": "a", "name": "Anna"}}, {"a"}),
        ({"all_occupants": [{"id": "a"}, {"id": "b", "left_at": 1}, {"name": "no id"}, None]}, {"a", "b"}),
        ({}, set()),
        ({"occupant": "text", "all_occupants": "text"}, set()),
    ],
)
def test_events_are_read_with_forbearance(payload, people):
    assert occupants_in(payload) == people


def test_the_room_of_an_event_is_its_name_without_the_server():
    assert room_in({"room_name": f"{ROOM.upper()}@conference.meet.test"}) == ROOM
    assert room_in({}) == ""
