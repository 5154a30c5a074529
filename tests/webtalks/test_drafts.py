"""Writing a talk: half filled, on another device, two at once; and what is announced stays until the change is."""

import html
import re

import pytest
from sqlalchemy import select

from app.core.jobs.models import Job
from app.core.transaction import transaction
from app.extensions import db
from app.webtalks.models import Webtalk
from app.webtalks.room.services import move_meeting
from app.webtalks.services.registering import Person, register
from tests.factories.webtalks import WebtalkFactory

HALF = {"summary": "Wie drei Städte es machen.", "day": "31.2.", "capacity": "viele", "weiter": "spaeter"}
PLAIN = {"visibility": "public", "admission": "public", "meeting": "jitsi"}


def fields_of(page: str) -> dict[str, str]:
    """Values of the form's plain fields, as a browser would send them back."""
    form = page[page.index("data-autosave") : page.index("data-saved")]
    inputs = re.findall(r"<input\b[^>]*>", form)
    found = {}
    for one in inputs:
        kind, name, value = (re.search(rf'\b{key}="([^"]*)"', one) for key in ("type", "name", "value"))
        if name and not (kind and kind[1] in ("checkbox", "radio") and "checked" not in one):
            found[name[1]] = html.unescape(value[1] if value else "y")
    areas = re.findall(r'<textarea\b[^>]*name="([^"]*)"[^>]*>\s?(.*?)</textarea>', form, re.DOTALL)
    return {**found, **{name: html.unescape(text).strip() for name, text in areas}}


@pytest.fixture
def talk(organisation, anna, bernd):
    return WebtalkFactory(title="Leerstand", owner_id=organisation.id, hosts=[anna, bernd], summary="Alt")


@pytest.fixture
def editing(inside, talk):
    """editing(anna): (her browser, what her form holds)."""

    def open_form(who):
        browser = inside(who)
        return browser, fields_of(browser.get("/webtalks/leerstand/bearbeiten").text)

    return open_form


def test_a_half_filled_talk_is_kept_and_goes_on_on_another_device(inside, anna, organisation):
    kept = inside(anna).post("/neu/webtalk", data={**HALF, **PLAIN, "owner": str(organisation.id)})
    phone = inside(anna)
    assert "Noch ohne Titel" in phone.get("/konto/webtalks").text
    found = fields_of(phone.get(f"{kept.location}/bearbeiten").text)
    assert (found["day"], found["capacity"], found["summary"]) == ("31.2.", "viele", "Wie drei Städte es machen.")
    done = {**found, "title": "Leerstand", "day": "2031-03-11", "starts": "10:00", "ends": "11:00", "capacity": "30"}
    assert phone.post(f"{kept.location}/bearbeiten", data={**done, "weiter": "fertig"}).status_code == 303
    (talk,) = db.session.scalars(select(Webtalk))
    assert (talk.subject.title, talk.capacity, talk.starts_at.year) == ("Leerstand", 30, 2031)


def test_the_first_word_begins_a_draft_in_the_background(inside, anna, organisation):
    browser = inside(anna)
    told = browser.post("/neu/webtalk/zwischenstand", data={**PLAIN, "owner": str(organisation.id), "title": "Le"})
    again = browser.post(told.json["autosave"], data={**PLAIN, "title": "Leerst", "version": told.json["version"]})
    assert again.json["version"] == told.json["version"] + 1
    assert fields_of(browser.get(told.json["action"]).text)["title"] == "Leerst"
    assert len(db.session.scalars(select(Webtalk)).all()) == 1


def test_a_kept_draft_may_still_become_a_series(inside, anna, organisation):
    browser, when = inside(anna), {"day": "2031-03-11", "starts": "10:00", "ends": "11:00"}
    kept = browser.post("/neu/webtalk", data={**HALF, **PLAIN, "owner": str(organisation.id)})
    series = {**PLAIN, **when, "title": "Leerstand", "repeats": "weekly-1", "count": "3", "owner": str(organisation.id)}
    found = fields_of(browser.get(f"{kept.location}/bearbeiten").text)
    assert browser.post(f"{kept.location}/bearbeiten", data={**found, **series, "capacity": ""}).status_code == 303
    talks = db.session.scalars(select(Webtalk).order_by(Webtalk.starts_at)).all()
    assert len({talk.series_id for talk in talks}) == 1
    assert [talk.subject.address == kept.location for talk in talks] == [True, False, False]


def test_what_is_announced_stays_until_the_change_is_published_and_only_then_people_hear_of_it(editing, talk, anna):
    register(talk, Person(name="Gerda", email="gerda@example.org"))
    browser, mine = editing(anna)
    number = len(jobs())
    browser.post("/webtalks/leerstand/bearbeiten/zwischenstand", data={**mine, "title": "Leere Läden"})
    page = browser.get("/webtalks/leerstand").text
    assert "<h1>Leerstand</h1>" in re.sub(r" (class|id)=\"[^\"]*\"", "", page)
    assert "noch nicht veröffentlicht" in page
    assert len(jobs()) == number
    mine = fields_of(browser.get("/webtalks/leerstand/bearbeiten").text)
    browser.post("/webtalks/leerstand/bearbeiten", data={**mine, "weiter": "fertig"})
    assert "noch nicht veröffentlicht" not in browser.get("/webtalks/leerstand").text
    assert (talk.subject.title, talk.subject.state, talk.taken_seats) == ("Leere Läden", "published", 1)
    assert "webtalk.changed.v1" in jobs()


def jobs() -> list[str]:
    db.session.expire_all()
    return [row["event"] for row in db.session.scalars(select(Job.payload).where(Job.name.like("event:%")))]


def test_the_second_of_two_is_told_and_sees_both_texts(editing, talk, anna, bernd):
    hers, his = editing(anna), editing(bernd)
    hers[0].post("/webtalks/leerstand/bearbeiten/zwischenstand", data={**hers[1], "title": "Von Anna"})
    silent = his[0].post("/webtalks/leerstand/bearbeiten/zwischenstand", data={**his[1], "summary": "Von Bernd"})
    assert silent.status_code == 200
    seen = {**his[1], "summary": "Von Bernd", "gesehen": silent.json["seen"]}
    told = his[0].post("/webtalks/leerstand/bearbeiten", data={**seen, "title": "Von Bernd", "weiter": "fertig"})
    assert told.status_code == 409
    assert "Anna Adler hat diesen Webtalk inzwischen geändert." in told.text
    assert "Von Anna" in told.text
    assert "Von Bernd" in told.text
    again = fields_of(told.text)
    assert his[0].post("/webtalks/leerstand/bearbeiten", data={**again, "weiter": "fertig"}).status_code == 303
    db.session.expire_all()
    assert (talk.subject.title, talk.subject.summary) == ("Von Bernd", "Von Bernd")


def test_who_left_a_field_alone_does_not_undo_what_was_published_meanwhile(editing, talk, anna, bernd):
    hers, his = editing(anna), editing(bernd)
    hers[0].post("/webtalks/leerstand/bearbeiten", data={**hers[1], "title": "Von Anna", "weiter": "fertig"})
    his[0].post("/webtalks/leerstand/bearbeiten", data={**his[1], "summary": "Von Bernd", "weiter": "fertig"})
    db.session.expire_all()
    assert (talk.subject.title, talk.subject.summary) == ("Von Anna", "Von Bernd")


def test_a_meeting_place_swapped_at_the_door_is_not_taken_back_by_an_open_form(editing, talk, anna, bernd):
    browser, his = editing(bernd)
    move_meeting(talk, "link", "https://teams.example/abc", actor=anna.actor)
    browser.post("/webtalks/leerstand/bearbeiten", data={**his, "summary": "Neu", "weiter": "fertig"})
    db.session.expire_all()
    assert (talk.meeting_url, talk.subject.summary) == ("https://teams.example/abc", "Neu")


def test_publishing_checks_what_was_typed_last(inside, anna, organisation):
    browser = inside(anna)
    kept = browser.post("/neu/webtalk", data={**HALF, **PLAIN, "owner": str(organisation.id)}).location
    refused = browser.post(f"{kept}/veroeffentlichen", follow_redirects=True)
    assert "Wie heißt der Webtalk?" in refused.text
    assert "24.11.2026" in refused.text
    found = fields_of(browser.get(f"{kept}/bearbeiten").text)
    done = {**found, "title": "Leerstand", "day": "2031-03-11", "starts": "10:00", "ends": "11:00", "capacity": ""}
    browser.post(f"{kept}/bearbeiten/zwischenstand", data=done)
    assert browser.post(f"{kept}/veroeffentlichen").location == "/webtalks/leerstand"


def test_changes_that_are_not_wanted_are_forgotten(editing, talk, anna):
    browser, mine = editing(anna)
    browser.post("/webtalks/leerstand/bearbeiten/zwischenstand", data={**mine, "title": "Ach nein"})
    browser.post("/webtalks/leerstand/bearbeiten/verwerfen")
    assert fields_of(browser.get("/webtalks/leerstand/bearbeiten").text)["title"] == "Leerstand"
    with transaction():
        assert talk.subject.title == "Leerstand"
