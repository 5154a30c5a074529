"""Our tokens at the door of a real Prosody with Jitsi's plugins.

Runs where JITSI_PLUGINS_DIR names the plugins, which no package index carries; the one test that may be left out.
"""

import time
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from app.core import clock
from app.webtalks.jitsi import Jitsi, Seat
from app.webtalks.xmpp import Occupant, Refused, Session
from tests.harness.database import settings_for
from tests.webtalks.room.prosody import BY_KEY, running_prosody
from tests.webtalks.room.verifier import APP_ID, DOMAIN, SECRET

ROOM = "leerstand-2026-12-01-abcdefghij"
HOST, MEMBER = Seat("host", "Anna Adler", "u1"), Seat("participant", "Clara Claussen", "r2")
KEY_NAME = "ortskern/1"


@pytest.fixture(scope="module")
def key_file(tmp_path_factory):
    path = tmp_path_factory.mktemp("key") / "key.pem"
    key = rsa.generate_private_key(65537, 2048)
    path.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return path


@pytest.fixture(scope="module")
def key_server(key_file) -> Iterator[int]:
    """Answers as our own page for the public key does."""
    jitsi = server("", jitsi_key_file=str(key_file), jitsi_key_id=KEY_NAME)

    class Keys(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            pem = jitsi.public_key(self.path.rpartition("/")[2].removesuffix(".pem"))
            self.send_response(200 if pem else 404)
            self.end_headers()
            self.wfile.write(pem or b"")

        def log_message(self, *_values: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Keys) as keys:
        Thread(target=keys.serve_forever, daemon=True).start()
        yield keys.server_address[1]
        keys.shutdown()


@pytest.fixture(scope="module")
def prosody(tmp_path_factory, key_server) -> Iterator[str]:
    with running_prosody(tmp_path_factory.mktemp("prosody"), key_server) as host:
        yield host


def server(host: str, **changes: object) -> Jitsi:
    values = {"jitsi_app_id": APP_ID, "jitsi_app_secret": SECRET, "jitsi_xmpp_domain": DOMAIN, **changes}
    return Jitsi(settings_for(Path("/nowhere"), "sqlite://", jitsi_domain=host, **values))


def session(host: str, token: str, room: str = ROOM, domain: str = DOMAIN) -> Session:
    return Session(server(host).log_in_address(room, token), domain, seconds=10)


def token(host: str, seat: Seat = HOST, room: str = ROOM, **changes: object) -> str:
    return server(host, **changes).token(room, seat, clock.now() + timedelta(hours=1))


def forged(host: str, **changes: object) -> str:
    claims = server(host).claims(ROOM, HOST, clock.now() + timedelta(hours=1))
    return jwt.encode({**claims, **changes}, SECRET, "HS256")


def test_the_host_owns_the_room_and_a_member_does_not(prosody):
    address = server(prosody).room_address(ROOM)
    with session(prosody, token(prosody)) as leading, session(prosody, token(prosody, MEMBER)) as coming:
        leading.log_in()
        coming.log_in()
        assert leading.enter(address, "anna") == Occupant("owner", "moderator")
        assert settled(coming, address, "clara") == Occupant("member", "participant")


def test_a_member_who_comes_first_leads_nobody(prosody):
    room = "erste-2026-12-01-abcdefghij"
    with session(prosody, token(prosody, MEMBER, room), room) as coming:
        coming.log_in()
        assert settled(coming, server(prosody).room_address(room), "clara") == Occupant("member", "participant")


def settled(coming: Session, address: str, nick: str) -> Occupant:
    """What the room says in the end: its plugin corrects the first word."""
    found = coming.enter(address, nick)
    while found.affiliation != "member":
        found = coming.next_word(address, nick)
    return found


@pytest.mark.parametrize(
    ("reason", "made"),
    [
        ("signature", lambda host: token(host, jitsi_app_secret="falsch-" + "f" * 40)),
        ("'iss'", lambda host: token(host, jitsi_app_id="someone-else")),
        ("'aud'", lambda host: forged(host, aud=["jitsi"])),
        ("exp must be number", lambda host: forged(host, exp=str(int(time.time()) + 999))),
        ("by exp", lambda host: forged(host, exp=int(time.time()) - 1)),
        ("by nbf", lambda host: forged(host, nbf=int(time.time()) + 10)),
        ("Invalid token", lambda host: jwt.encode(server(host).claims(ROOM, HOST, clock.now()), None, "none")),
        ("alg", lambda host: jwt.encode(server(host).claims(ROOM, HOST, clock.now()), SECRET + SECRET, "HS512")),
        ("Invalid token", lambda host: ""),
    ],
)
def test_it_refuses_the_log_in_of_everything_else(prosody, reason, made):
    with session(prosody, made(prosody)) as refused, pytest.raises(Refused, match=reason):
        refused.log_in()


@pytest.mark.parametrize("changes", [{"room": "another-room"}, {"sub": "elsewhere.test"}])
def test_a_token_opens_no_other_room(prosody, changes):
    with session(prosody, forged(prosody, **changes)) as refused:
        refused.log_in()
        with pytest.raises(Refused, match="mismatched"):
            refused.enter(server(prosody).room_address(ROOM), "anna")


def test_it_fetches_our_public_key_and_takes_tokens_signed_with_it(prosody, key_file):
    own = {"jitsi_key_file": str(key_file), "jitsi_key_id": KEY_NAME, "jitsi_xmpp_domain": BY_KEY}
    with session(prosody, token(prosody, **own), domain=BY_KEY) as coming:
        coming.log_in()
    with session(prosody, token(prosody), domain=BY_KEY) as refused, pytest.raises(Refused, match="'kid'"):
        refused.log_in()
