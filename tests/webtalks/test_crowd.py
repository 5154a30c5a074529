"""Many at once on the running site, with its two processes: no seat twice, and everybody in the right role."""

import asyncio
import random

import pytest

from tests.harness.live_site import running_site
from tests.webtalks.room.verifier import APP_ID, DOMAIN, SECRET
from tools.load.client import Watch
from tools.load.people import audience, new_talk
from tools.load.race import press
from tools.load.scenes import come, follow


@pytest.fixture(scope="module")
def live_site(template, tmp_path_factory):
    values = {"jitsi_domain": DOMAIN, "jitsi_app_id": APP_ID, "jitsi_app_secret": SECRET}
    with running_site(template, tmp_path_factory.mktemp("crowd"), **values) as site:
        yield site


@pytest.fixture
def port(live_site):
    return int(live_site.url.rpartition(":")[2])


@pytest.mark.parametrize("people", [20, 200])
def test_no_seat_is_given_twice_when_they_press_the_button_at_once(live_site, port, people):
    assert press(live_site.app, port, people, f"Gedränge {people}") == []


def test_each_comes_in_as_who_they_are_and_sees_the_last_question(live_site, port):
    talk, watch = new_talk(), Watch(port)
    people = audience(live_site.app, talk, 12)
    asyncio.run(come(watch, talk, people, 1.0, random.Random(7)))
    seated = [one for one in people if one.role != "lobby"][:4]
    asyncio.run(follow(watch, talk, seated, 4.0, random.Random(7)))
    assert watch.faults == []
    assert len(watch.seconds["Teilnehmen"]) == 12
