"""The form's week and OSM's syntax say the same, in both directions; the parser of others agrees."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.shops.hours.syntax import is_readable, spans_on
from app.shops.hours.week import Exception_, Week, from_syntax, to_syntax

minutes = st.integers(0, 287).map(lambda number: number * 5)


@st.composite
def spans(draw, may_pass_midnight: bool = False):
    """None, one or two spans of a day, in order; the last may end on the next morning."""
    cuts = sorted(draw(st.lists(minutes, min_size=0, max_size=4, unique=True)))
    found = list(zip(cuts[::2], cuts[1::2], strict=False))
    if may_pass_midnight and found and found[-1][0] > 60 and draw(st.booleans()):
        found[-1] = (found[-1][0], 1440 + draw(st.integers(1, 60)))
    return tuple(found)


days_of_year = st.dates(date(2026, 1, 1), date(2030, 12, 31))
exceptions = st.builds(
    lambda day, length, has_year, hours: Exception_(
        (day.year if has_year else None, day.month, day.day),
        None if length == 0 else _after(day, length, has_year),
        hours,
    ),
    days_of_year,
    st.integers(0, 30),
    st.booleans(),
    spans(),
)


def _after(day: date, length: int, has_year: bool):
    last = day + timedelta(days=length)
    return (last.year if has_year else None, last.month, last.day)


weeks = st.builds(
    Week,
    st.tuples(*[spans()] * 7),
    st.none() | spans(),
    st.lists(exceptions, max_size=2).map(tuple),
)


@given(weeks)
@settings(max_examples=60, deadline=None)
def test_a_week_comes_back_as_it_was(week):
    text = to_syntax(week)
    assert from_syntax(text) == (week if text else None)
    assert is_readable(text) or not text


MONDAY = date(2026, 11, 23)


@given(st.tuples(*[spans(may_pass_midnight=True)] * 7))
@settings(max_examples=50, deadline=None)
def test_the_parser_understands_each_day_as_the_form_meant_it(days):
    text = to_syntax(Week(days))
    if not text:
        return
    for number, own in enumerate(days):
        found = spans_on(text, MONDAY + timedelta(days=number), "08") or []
        night = [end - 1440 for _start, end in days[number - 1] if end > 1440]
        assert _minutes((one.starts, one.ends) for one in found) == _minutes(
            [*((start, min(end, 1440)) for start, end in own), *((0, end) for end in night)]
        )


def _minutes(pairs) -> set[int]:
    return {minute for low, high in pairs for minute in range(low, high)}


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        ("Mo-Fr 09:00-12:30,14:00-18:00; Sa 09:00-13:00; PH off", True),
        ("10:00-20:00", True),
        ("Fr-Mo 17:00-23:00", True),
        ("We,Th 12:00-14:30, Th-Sa 18:00-23:00", True),
        ("Mo-Fr 10:00-12:00; Mo 14:00-18:00", True),
        ("Mo 10:00-12:00, Mo 11:00-18:00", False),
        ("Mo-Su off", False),
        ("Mo,We 10:00-12:00, Fr 10:00-18:00", True),
        ("Mo-Fr 08:00-10:00,11:00-12:00,13:00-14:00", False),
        ("week 1-53/2 Mo 10:00-12:00", False),
        ("Mo[1] 10:00-12:00", False),
        ("24/7", False),
    ],
)
def test_what_others_write_fills_the_form_or_stays_as_it_is(typed, same):
    week = from_syntax(typed)
    assert (week is not None) is same
    if week is not None:
        days = [MONDAY + timedelta(days=number) for number in range(7)]
        assert [spans_on(typed, day, "08") for day in days] == [spans_on(to_syntax(week), day, "08") for day in days]
