"""The page of a series: all dates with what became of them, coming to all, and what others are told."""

import json
import re
from datetime import date, time, timedelta

import pytest
from sqlalchemy import select

from app.core import clock
from app.core.transaction import transaction
from app.extensions import db
from app.webtalks.dates.queries import path_of
from app.webtalks.models import Registration, Series
from tests.factories.webtalks import WebtalkFactory


@pytest.fixture
def series(app, organisation):
    values = {"rhythm": "weekly", "count": 4, "starts_on": date(2030, 1, 8), "starts_at_time": time(10)}
    with transaction():
        row = Series(title="Leerstand beraten", length_minutes=60, owner_id=organisation.id, **values)
        db.session.add(row)
    return row


@pytest.fixture
def on(series, organisation):
    """on(3): a date of the series in three days."""

    def make(days: int, **values):
        starts = clock.now().replace(microsecond=0) + timedelta(days=days)
        times = {"starts_at": starts, "ends_at": starts + timedelta(hours=1), "owner_id": organisation.id}
        place = {"series_id": series.id, "series_on": starts.date(), "slug": f"termin-{days}"}
        return WebtalkFactory(title="Leerstand beraten", **{**times, **place, **values})

    return make


def test_all_dates_stand_there_with_what_became_of_them(client, series, on):
    on(-7)
    on(2, cancelled_at=clock.now(), cancel_reason="Feiertag")
    on(9, moved_from=clock.now() + timedelta(days=8))
    on(16, capacity=1, taken_seats=1)
    on(23, state="draft")
    page = client.get(path_of(series)).text
    for text in (
        "Jede Woche am Dienstag um 10:00 Uhr",
        "Feiertag",
        "Ursprünglich war",
        "Ausgebucht",
        "Vergangene Termine",
    ):
        assert text in page
    assert page.count('<a href="/webtalks/termin-') == 4
    assert path_of(series) in client.get("/webtalks/termin-9").text


def test_its_address_survives_another_title_and_hides_what_is_not_for_all(client, series, on):
    on(2, visibility="members")
    assert client.get(path_of(series)).status_code == 404
    on(9)
    moved = client.get(f"/webtalks/reihen/alter-titel-{series.public_id}")
    assert (moved.status_code, moved.location) == (308, path_of(series))
    assert "termin-2" not in client.get(path_of(series)).text


def test_one_click_comes_to_all_dates_and_another_leaves_them(inside, clara, series, on):
    on(2), on(9), on(16, cancelled_at=clock.now())
    browser = inside(clara)
    browser.post(f"{path_of(series)}/anmelden")
    page = browser.get(path_of(series)).text
    assert "Sie sind für 2 Termine der Reihe angemeldet." in page
    assert "Sie kommen zu allen Terminen." in page
    browser.post(f"{path_of(series)}/abmelden")
    assert "Sie kommen zu allen Terminen." not in browser.get(path_of(series)).text
    assert set(db.session.scalars(select(Registration.state))) == {"cancelled"}


def test_who_is_asked_something_gets_the_form_and_who_may_not_come_the_reason(inside, client, clara, series, on):
    question = {"key": "f1", "label": "Woher?", "kind": "text", "options": [], "required": True}
    on(2, questions=[question])
    asked = inside(clara).post(f"{path_of(series)}/anmelden")
    assert asked.location == "/webtalks/termin-2/anmelden"
    assert (
        '<a class="kern-btn kern-btn--primary" href="/webtalks/termin-2/anmelden">' in client.get(path_of(series)).text
    )


def test_only_invited_people_are_told_that_they_may_not(inside, clara, series, on):
    on(2, admission="invited")
    page = inside(clara).get(path_of(series)).text
    assert "Sie können sich nicht anmelden." in page
    inside(clara).post(f"{path_of(series)}/anmelden")
    assert db.session.scalars(select(Registration.id)).all() == []


def test_machines_read_the_series_and_calendars_subscribe_to_it(client, series, on):
    on(2), on(9, cancelled_at=clock.now())
    WebtalkFactory(title="Etwas anderes")
    page = client.get(path_of(series)).text
    data = json.loads(re.search(r'application/ld\+json">(.*?)</script>', page, re.DOTALL)[1])
    assert (data["@type"], len(data["subEvent"])) == ("EventSeries", 2)
    assert data["subEvent"][1]["eventStatus"] == "https://schema.org/EventCancelled"
    feed = client.get(f"{path_of(series)}/kalender.ics")
    assert feed.mimetype == "text/calendar"
    assert (feed.text.count("BEGIN:VEVENT"), "Etwas anderes" in feed.text) == (2, False)


def test_the_page_asks_the_database_as_often_for_two_dates_as_for_twenty(client, series, on, count_sql):
    on(1), on(2)
    client.get(path_of(series))
    with count_sql() as few:
        client.get(path_of(series))
    for day in range(3, 12):
        on(day)
    with count_sql() as many:
        client.get(path_of(series))
    assert len(many) == len(few)
