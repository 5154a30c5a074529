"""When a link is asked, when it counts as dead, and who is told."""

import pytest
from sqlalchemy import select

from app.core import cache_version, clock
from app.core.jobs.models import Job
from app.core.transaction import transaction
from app.extensions import db
from app.shops.dead_links import checking, gathering
from app.shops.dead_links.models import OutwardLink
from app.shops.figures.quarters import Quarter
from app.shops.upkeep.telling import told
from app.support.models import SupportOption
from tests.factories.shops import ShopFactory

HERE = {"website": "https://kranich.example/", "slug": "kranich", "title": "Kranich"}


@pytest.fixture
def on(app, monkeypatch):
    settings = app.config["SETTINGS"].model_copy(update={"server_name": "ortskern.example", "shop_link_checks": True})
    monkeypatch.setitem(app.config, "SETTINGS", settings)


@pytest.fixture
def kranich(on, at, clara):
    at("2026-11-23T12:00")
    shop = ShopFactory(owners=[clara], social=[{"kind": "other", "url": "https://x.example/k"}], **HERE)
    gathering.gather()
    return shop


def links() -> dict[str, OutwardLink]:
    found = db.session.scalars(select(OutwardLink).execution_options(populate_existing=True))
    return {one.url: one for one in found}


def fail(at, url: str, *days: str) -> None:
    for day in days:
        at(f"{day}T12:00")
        checking.note(links()[url].id, "gone")


def test_links_of_shops_and_of_ways_to_help_are_gathered_once_each(on, kranich):
    ShopFactory(website=HERE["website"], online_shop="http://intern.example:8080/", slug="zwei")
    ShopFactory(website="https://zu.example", closed_at=clock.now())
    with transaction():
        url = "https://paypal.example/k"
        db.session.add(SupportOption(shop_id=kranich.id, kind="paypal", sentence="x", url=url))
    gathering.gather()
    assert set(links()) == {HERE["website"], "https://x.example/k", "https://paypal.example/k"}


def test_what_no_shop_points_at_any_more_is_forgotten(kranich, at):
    at("2026-11-24T12:00")
    with transaction():
        kranich.website = ""
    gathering.gather()
    assert set(links()) == {"https://x.example/k"}


def test_one_link_of_a_host_at_a_time_and_each_only_once(kranich, at):
    ShopFactory(website="https://kranich.example/zwei", slug="zwei")
    gathering.gather()
    checking.hand_out()
    checking.hand_out()
    jobs = db.session.scalars(select(Job.payload).where(Job.name == checking.CHECK)).all()
    hosts = [one.host for one in links().values() if one.asked_at]
    assert len(jobs) == len(set(hosts)) == len(hosts) == 2
    at("2026-11-23T12:11")
    checking.hand_out()
    assert all(one.asked_at for one in links().values())


def test_while_nobody_answers_our_own_network_is_down(kranich, at):
    for number in range(12):
        ShopFactory(website=f"https://laden{number}.example/", slug=f"laden-{number}")
    gathering.gather()
    checking.hand_out()
    for one in links().values():
        if one.asked_at:
            checking.note(one.id, "silent")
    checking.hand_out()
    assert len([one for one in links().values() if one.asked_at]) == checking.AT_ONCE + 1


def test_a_link_is_dead_after_three_days_of_failing_and_alive_as_soon_as_it_answers(kranich, at):
    url = HERE["website"]
    fail(at, url, "2026-11-24", "2026-11-24", "2026-11-24", "2026-11-25")
    assert (links()[url].failures, links()[url].dead_at) == (2, None)
    checking.note(links()[url].id, "unsure")
    fail(at, url, "2026-11-27")
    assert links()[url].dead_at == clock.now()
    assert (links()[url].next_at - clock.now()).days == 4
    checking.note(links()[url].id, "alive")
    assert (links()[url].failures, links()[url].dead_at) == (0, None)


def test_visitors_read_a_quiet_note_and_the_owner_is_asked_to_look(kranich, at, client, inside, clara):
    before = client.get("/laeden/kranich").get_data(as_text=True)
    fail(at, HERE["website"], "2026-11-24", "2026-11-25", "2026-11-27")
    cache_version.raise_version()
    text = client.get("/laeden/kranich").get_data(as_text=True)
    assert "antwortet zurzeit nicht" in text
    assert "antwortet zurzeit nicht" not in before
    assert "Ein Link führt ins Leere" not in text
    assert "Ein Link führt ins Leere" in inside(clara).get("/laeden/kranich").get_data(as_text=True)


def test_a_way_to_help_that_leads_nowhere_is_marked_where_it_stands_and_in_the_letter(kranich, at, inside, clara):
    url = "https://paypal.example/k"
    with transaction():
        db.session.add(SupportOption(shop_id=kranich.id, kind="paypal", sentence="x", url=url))
    gathering.gather()
    fail(at, url, "2026-11-24", "2026-11-25", "2026-11-27")
    browser = inside(clara)
    assert "das zurzeit nicht antwortet" in browser.get("/laeden/kranich").get_data(as_text=True)
    assert "Link führt ins Leere" in browser.get("/laeden/kranich/hilfe").get_data(as_text=True)
    (told_of,) = told([kranich], Quarter(2026, 3), {kranich.id: ""})
    assert told_of.dead == [url]


def test_a_real_page_is_asked_and_what_came_of_it_is_kept(on, site, gate, at):
    with transaction():
        db.session.add(OutwardLink(url=site.says("/da"), host="127.0.0.1"))
        db.session.add(OutwardLink(url=f"{site.url}/weg", host="127.0.0.1"))
    for one in links().values():
        checking.ask(one.id, gate)
    assert sorted(one.outcome for one in links().values()) == ["alive", "gone"]
    assert "ortskern.example/impressum" in site.asked[0][2]


@pytest.mark.parametrize("change", [{"shop_link_checks": False}, {"server_name": ""}, {"demo": True}])
def test_nobody_is_asked_where_it_is_off_or_the_site_has_no_name(app, kranich, monkeypatch, change):
    monkeypatch.setitem(app.config, "SETTINGS", app.config["SETTINGS"].model_copy(update=change))
    assert not checking.is_due()
    checking.check({"link_id": next(iter(links().values())).id})
    assert {one.outcome for one in links().values()} == {""}
