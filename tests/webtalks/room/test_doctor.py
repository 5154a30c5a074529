"""What `flask doctor` says of a video server: a stand-in, a process of its own, checks our log-in strictly."""

import socket
import time

import pytest

from app.core.doctor import ADVICE, BAD, GOOD
from app.webtalks.room import checks
from tests.harness.live_site import free_port
from tests.webtalks.room.server import running_stand_in
from tests.webtalks.room.verifier import APP_ID, SECRET

SETTINGS = {"jitsi_app_id": APP_ID, "jitsi_app_secret": SECRET}


@pytest.fixture(scope="module")
def stand_in():
    with running_stand_in() as host:
        yield host


@pytest.fixture
def said(make_app):
    def say(host: str, **changes: object):
        with make_app(jitsi_domain=host, **{**SETTINGS, **changes}).app_context():
            found = checks.video_server()
        return found.grade, found.text

    return say


def test_it_logs_in(said, stand_in):
    assert said(stand_in) == (GOOD, f"Der Videoserver {stand_in} antwortet und nimmt unsere Anmeldung an.")


@pytest.mark.parametrize(
    ("changes", "hint"),
    [
        ({"jitsi_app_secret": "falsch-" + "f" * 40}, "JITSI_APP_SECRET"),
        ({"jitsi_xmpp_domain": "anders.test"}, "Invalid domain"),
        ({"jitsi_app_id": "another"}, "lehnt unsere Anmeldung ab (Invalid issuer)"),
    ],
)
def test_it_says_why_the_server_refuses_us(said, stand_in, changes, hint):
    grade, text = said(stand_in, **changes)
    assert (grade, hint in text) == (BAD, True), text


def test_a_server_that_is_not_there_is_named(said):
    grade, text = said(f"127.0.0.1:{free_port()}")
    assert (grade, "antwortet nicht" in text) == (BAD, True)


def test_a_server_that_never_answers_holds_nobody_up(said, monkeypatch):
    monkeypatch.setattr(checks, "SECONDS", 0.3)
    with socket.create_server(("127.0.0.1", 0)) as mute:
        began = time.monotonic()
        grade, text = said(f"127.0.0.1:{mute.getsockname()[1]}")
    assert (grade, "antwortet nicht" in text) == (BAD, True)
    assert time.monotonic() - began < 5


@pytest.mark.parametrize(
    ("host", "changes", "name"),
    [
        ("https://meet.test/", {}, "JITSI_DOMAIN"),
        ("meet.test", {"jitsi_app_id": ""}, "JITSI_APP_ID"),
        ("meet.test", {"jitsi_app_secret": "kurz"}, "JITSI_APP_SECRET"),
        ("meet.test", {"jitsi_key_file": "/nowhere/key.pem"}, "JITSI_KEY_FILE"),
    ],
)
def test_it_says_which_setting_is_wrong_and_asks_nobody(said, host, changes, name):
    grade, text = said(host, **changes)
    assert (grade, text.startswith(name)) == (BAD, True), text


def test_without_a_server_it_gives_advice(said):
    assert said("")[0] == ADVICE
