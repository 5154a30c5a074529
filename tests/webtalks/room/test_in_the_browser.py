"""The way into the room with two real browsers and a video server that checks every token, in a process of its own."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from app.core import clock
from app.webtalks import links
from tests.factories.webtalks import RegistrationFactory, WebtalkFactory
from tests.harness.accessibility import problems_seen
from tests.harness.live_site import running_site
from tests.webtalks.room.server import running_stand_in
from tests.webtalks.room.verifier import APP_ID, SECRET

pytestmark = pytest.mark.browser
COME = "Am Webtalk teilnehmen"


@pytest.fixture(scope="module")
def stand_in() -> Iterator[str]:
    with running_stand_in() as host:
        yield host


@pytest.fixture(scope="module")
def live_site(template, tmp_path_factory, stand_in):
    values = {"jitsi_domain": stand_in, "jitsi_app_id": APP_ID, "jitsi_app_secret": SECRET}
    with running_site(template, tmp_path_factory.mktemp("room"), **values) as site:
        yield site


def talk_now(**values):
    starts = clock.now().replace(microsecond=0) + timedelta(minutes=5)
    return WebtalkFactory(starts_at=starts, ends_at=starts + timedelta(hours=1), **values)


def enter(page, address):
    page.goto(address)
    page.get_by_role("button", name=COME).click()
    return page.frame_locator("[data-room-frame] iframe").locator("h1")


def test_host_member_and_stranger_each_come_in_as_who_they_are(live_site, new_context, log_in, anna, clara):
    talk = talk_now(title="Leere Läden füllen", hosts=[anna])
    mine = RegistrationFactory(webtalk_id=talk.id, user_id=clara.user_id)
    door = f"{live_site.url}/webtalks/{talk.subject.slug}/raum"
    leading, coming, strange = (new_context().new_page() for _ in range(3))
    expect(enter(log_in(leading, anna), door)).to_have_text(f"moderator: {anna.name}")
    expect(enter(log_in(coming, clara), door)).to_have_text(f"member: {clara.name}")
    strange.goto(f"{door}?platz={links.signed(mine.public_id)}")
    strange.get_by_label("Ihr Name, wie ihn die anderen sehen").fill("Wer Auch Immer")
    strange.get_by_role("button", name=COME).click()
    inside = strange.frame_locator("[data-room-frame] iframe").locator("h1")
    expect(inside).to_have_text("lobby: Wer Auch Immer")


def test_nothing_is_asked_of_the_video_server_before_the_click(live_site, page, log_in, anna, stand_in):
    talk = talk_now(hosts=[anna])
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    log_in(page, anna).goto(f"{live_site.url}/webtalks/{talk.subject.slug}/raum")
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if stand_in in url]
    page.get_by_role("button", name=COME).click()
    expect(page.locator("[data-room-frame] iframe")).to_be_visible()
    assert [url for url in asked if stand_in in url]


def test_who_waits_at_the_door_sees_the_new_meeting_place(live_site, new_context, log_in, anna, clara):
    talk = talk_now(hosts=[anna])
    RegistrationFactory(webtalk_id=talk.id, user_id=clara.user_id)
    door = f"{live_site.url}/webtalks/{talk.subject.slug}/raum"
    waiting, leading = new_context().new_page(), new_context().new_page()
    log_in(waiting, clara).goto(door)
    log_in(leading, anna).goto(f"{door}/treffpunkt")
    leading.get_by_label("An anderer Stelle").check()
    leading.get_by_label("Adresse der anderen Besprechung").fill("https://teams.example/abc")
    leading.get_by_role("button", name="Treffpunkt speichern").click()
    expect(waiting.get_by_text("teams.example")).to_be_visible(timeout=10_000)


def test_the_pages_pass_axe(live_site, page, log_in, inspect, anna):
    talk = talk_now(hosts=[anna])
    door = f"/webtalks/{talk.subject.slug}/raum"
    log_in(page, anna)
    assert [*inspect(door), *inspect(f"{door}/treffpunkt"), *inspect("/geht-das-in-meinem-rathaus")] == []
    enter(page, live_site.url + door)
    assert list(problems_seen(page)) == []
