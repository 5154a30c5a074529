"""Events of a shop: announced, changed, cancelled, in the calendar; the summer ends in the middle of a night."""

from datetime import datetime

import icalendar
import pytest
from sqlalchemy import select

from app.extensions import db
from app.shops.models import ShopEvent
from tests.factories.shops import ShopFactory

EVENT = {"title": "Lesung", "day": "24.11.2026", "starts": "19:30", "ends": "21 Uhr", "text": "Der Hut geht herum."}


@pytest.fixture
def clara_in(app, at, inside, clara):
    at("2026-10-20T12:00")
    ShopFactory(title="Kranich", owners=[clara])
    return inside(clara)


def calendar(client) -> list[icalendar.Event]:
    return list(icalendar.Calendar.from_ical(client.get("/laeden/kranich/kalender.ics").data).walk("VEVENT"))


def test_an_event_stands_on_the_page_and_in_the_calendar(client, clara_in):
    assert clara_in.post("/laeden/kranich/veranstaltungen", data=EVENT).status_code == 303
    text = client.get("/laeden/kranich").get_data(as_text=True)
    assert "Di., 24. November 2026, 19:30 bis 21:00 Uhr" in text
    (entry,) = calendar(client)
    assert entry.decoded("dtstart") == datetime.fromisoformat("2026-11-24T18:30+00:00")
    assert str(entry["location"]) == "Kranich, Hauptstraße 12, 69117 Heidelberg"


def test_calendars_hear_of_changes_and_of_the_end(client, clara_in):
    clara_in.post("/laeden/kranich/veranstaltungen", data=EVENT)
    number = db.session.scalars(select(ShopEvent.public_id)).one()
    address = f"/laeden/kranich/veranstaltungen/{number}"
    assert 'value="24.11.2026"' in clara_in.get(address).get_data(as_text=True)
    clara_in.post(address, data={**EVENT, "starts": "20:00"})
    clara_in.post(f"{address}/absagen")
    (entry,) = calendar(client)
    assert (entry["sequence"], str(entry["status"])) == (2, "CANCELLED")
    assert "Abgesagt" in client.get("/laeden/kranich").get_data(as_text=True)
    ShopFactory(title="Anderswo")
    assert clara_in.get(address.replace("kranich", "anderswo")).status_code == 404


def test_a_night_in_which_the_clock_is_changed_is_as_long_as_it_is(client, clara_in):
    night = {**EVENT, "day": "24.10.2026", "starts": "22:00", "ends": "4:00"}
    clara_in.post("/laeden/kranich/veranstaltungen", data=night)
    (entry,) = calendar(client)
    assert (entry.decoded("dtend") - entry.decoded("dtstart")).total_seconds() == 7 * 3600


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"day": "31.2.2027"}, "verstehen wir nicht"),
        ({"starts": "25"}, "verstehen wir nicht"),
        ({"day": "1.1.2020"}, "Tag, der kommt"),
        ({"day": "28.3.2027", "starts": "2:30"}, "Uhr umgestellt"),
        ({"title": ""}, "Titel"),
    ],
)
def test_what_cannot_be_is_said(clara_in, change, sentence):
    answer = clara_in.post("/laeden/kranich/veranstaltungen", data={**EVENT, **change})
    assert answer.status_code == 422
    assert sentence in answer.get_data(as_text=True)
