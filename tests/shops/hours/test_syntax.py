"""What the stored hours mean on a day, by the calendar of the Land; and what we do not guess at."""

from datetime import date, datetime

import pytest

from app.core import clock
from app.shops.hours.holidays import AUGSBURG
from app.shops.hours.opening import next_span, week_from
from app.shops.hours.syntax import Span, Unreadable, normal, spans_on

SHOP = "Mo-Fr 10:00-18:30; Sa 10:00-16:00; PH off"
NRW, BERLIN, BW = "05", "11", "08"


@pytest.mark.parametrize(
    ("day", "state", "is_open"),
    [
        (date(2027, 11, 1), NRW, False),  # Allerheiligen, a Monday: only in some Länder
        (date(2027, 11, 1), BERLIN, True),
        (date(2027, 3, 8), BERLIN, False),  # Frauentag
        (date(2027, 3, 8), NRW, True),
        (date(2026, 12, 25), BW, False),
        (date(2027, 1, 6), BW, False),  # Heilige Drei Könige
        (date(2027, 1, 6), None, True),  # Land not known: nationwide holidays alone
        (date(2026, 12, 25), None, False),
    ],
)
def test_holidays_are_those_of_the_land(day, state, is_open):
    assert bool(spans_on(SHOP, day, state)) is is_open


def test_hours_that_say_nothing_of_holidays_promise_nothing_on_them():
    assert spans_on("Mo-Fr 10:00-18:00", date(2026, 12, 25), BW) is None
    assert spans_on("24/7", date(2026, 12, 25), BW) == [Span(0, 1440)]
    assert week_from(date(2026, 12, 25), "Mo-Fr 10:00-18:00", BW)[0].text == "Bitte nachfragen"


def test_own_hours_on_holidays_count_in_every_land():
    hours = "Mo-Fr 08:00-18:00; PH,Su 09:00-12:00"
    assert spans_on(hours, date(2027, 11, 1), NRW) == [Span(540, 720)]
    assert spans_on(hours, date(2027, 11, 1), BERLIN) == [Span(480, 1080)]


@pytest.mark.parametrize(
    "text",
    [
        "by appointment", "Di 10-18", "Mo-Fr 18:00+", "sunrise-sunset", "SH off", "PH -1 day off", "Mo 25:99-26:00", "",
        ";;;", "Mo 10:00-11:00;" * 500, "Mo-Fr nach Lust und Laune", "PH Su 10:00-12:00", "week 99 Mo",
    ],
)  # fmt: skip
def test_nothing_is_guessed(text):
    with pytest.raises(Unreadable):
        normal(text)


def test_a_word_in_quotes_is_no_holiday():
    assert spans_on('Mo-Fr 10:00-12:00 "PH+ dusk"; PH off', date(2026, 11, 23), BW) == [Span(600, 720, "PH+ dusk")]


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=clock.BERLIN).astimezone(clock.UTC)


@pytest.mark.parametrize(
    ("hours", "now", "expected"),
    [
        (SHOP, "2026-11-23T12:00", ("2026-11-23T10:00", "2026-11-23T18:30")),
        (SHOP, "2026-11-23T18:30", ("2026-11-24T10:00", "2026-11-24T18:30")),
        (SHOP, "2026-12-24T19:00", ("2026-12-28T10:00", "2026-12-28T18:30")),
        ("Fr,Sa 22:00-03:00; PH off", "2026-11-28T01:00", ("2026-11-27T22:00", "2026-11-28T03:00")),
        ("Sa 22:00-04:00", "2026-10-25T01:30", ("2026-10-24T22:00", "2026-10-25T04:00")),  # the night of 25 hours
        ("Su 02:30-05:00", "2026-03-29T01:00", ("2026-03-29T03:30", "2026-03-29T05:00")),  # 2:30 does not exist
        ('Mo-Fr 10:00-18:00 "nach Vereinbarung"', "2026-11-23T12:00", None),
        ("2026 Dec 24-2027 Jan 31 off", "2026-12-24T12:00", None),
    ],
)
def test_the_next_span_is_found(hours, now, expected):
    assert next_span(hours, BW, at(now)) == (expected and (at(expected[0]), at(expected[1])))


def test_always_open_is_open_now():
    found = next_span("24/7", BW, clock.now())
    assert found
    assert found[0] <= clock.now() < found[1]


FRIDAY, SATURDAY = date(2026, 11, 27), date(2026, 11, 28)


@pytest.mark.parametrize(
    ("hours", "saturday"),
    [
        ("Fr 22:00-03:00; Sa 20:00-02:00", [Span(0, 180), Span(1200, 1440)]),
        ("Fr 22:00-27:00; Sa 10:00-14:00,22:00-24:00", [Span(0, 180), Span(600, 840), Span(1320, 1440)]),
        ("Mo-Su 18:00-02:00; Sa off", [Span(0, 120)]),
        ("Fr,Sa 22:00-03:00; 2026 Nov 27 off", [Span(1320, 1440)]),
        ("Fr,Sa 22:00-03:00; 2026 Nov 28 off", [Span(0, 180)]),
        ("Fr,Sa 22:00-03:00; Oct-Apr Sa 20:00-02:00", [Span(0, 180), Span(1200, 1440)]),
        ("Mo-Fr 10:00-12:00, Fr 22:00-03:00, Sa 02:00-04:00", [Span(0, 240)]),
        ("Fr 22:00-00:00; Sa 10:00-12:00", [Span(600, 720)]),
        ('Fr 22:00-03:00 "mit Voranmeldung"', [Span(0, 180, "mit Voranmeldung")]),
    ],
)
def test_the_night_belongs_to_the_day_it_began(hours, saturday):
    assert spans_on(hours, SATURDAY, BW) == saturday


def test_a_bar_is_open_until_three_though_saturday_has_hours_of_its_own():
    hours = "Fr 22:00-03:00; Sa 20:00-02:00"
    assert next_span(hours, BW, at("2026-11-28T02:30")) == (at("2026-11-27T22:00"), at("2026-11-28T03:00"))
    assert next_span(hours, BW, at("2026-11-28T03:30")) == (at("2026-11-28T20:00"), at("2026-11-29T02:00"))


def test_a_night_into_a_holiday_ends_as_said_and_one_of_a_holiday_does_not_begin():
    hours = "Mo-Su 22:00-03:00; PH off"
    christmas = date(2026, 12, 25)
    assert spans_on(hours, christmas, BW) == [Span(0, 180)]
    assert spans_on(hours, date(2026, 12, 27), BW) == [Span(1320, 1440)]
    silent = "Mo-Su 22:00-03:00"
    assert next_span(silent, BW, at("2026-12-25T01:00"))[1] == at("2026-12-25T03:00")


def test_augsburg_has_its_own_holiday_and_where_only_some_towns_have_one_nothing_is_promised():
    hours, feast, assumption = "Mo-Sa 10:00-18:00; PH off", date(2028, 8, 8), date(2028, 8, 15)
    assert spans_on(hours, feast, "09") == [Span(600, 1080)]
    assert spans_on(hours, feast, AUGSBURG) == spans_on(hours, assumption, AUGSBURG) == []
    assert spans_on(hours, assumption, "09") is None
    assert week_from(assumption, hours, "09")[0].holiday == "Mariä Himmelfahrt, nicht überall Feiertag"
    assert spans_on(hours, assumption, BW) == [Span(600, 1080)]
