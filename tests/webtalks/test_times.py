from datetime import UTC, date, datetime, time

import pytest

from app.webtalks import times
from app.webtalks.rules import LAST, MOST_DATES, NoDates, Rule, TooManyDates, nth_of

CHANGES = [date(2026, 3, 29), date(2026, 10, 25), date(2027, 3, 28), date(2027, 10, 31)]


@pytest.mark.parametrize("change", CHANGES)
def test_a_series_stays_at_ten_over_each_change_of_the_clock(change):
    rule = Rule("weekly", starts_on=date.fromordinal(change.toordinal() - 14), count=5)
    moments = [times.moment(day, time(10)) for day in rule.dates()]
    assert [times.clock_time(one) for one in moments] == [time(10)] * 5
    assert {one.hour for one in moments} == {8, 9}


@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2027, 3, 28)])
def test_the_hour_that_does_not_exist_is_refused(day):
    for at in (time(2), time(2, 30), time(2, 59)):
        with pytest.raises(times.NoSuchTime):
            times.moment(day, at)
    assert (times.moment(day, time(3)) - times.moment(day, time(1, 30))).seconds == 1800


@pytest.mark.parametrize("day", [date(2026, 10, 25), date(2027, 10, 31)])
def test_the_hour_that_comes_twice_is_asked(day):
    with pytest.raises(times.TwiceThatDay):
        times.moment(day, time(2, 30))
    first, second = (times.moment(day, time(2, 30), later=later) for later in (False, True))
    assert (second - first).seconds == 3600
    assert "Sommerzeit" in times.span(first, second)
    assert "Winterzeit" in times.span(first, second)


def test_a_time_reads_in_german():
    starts, ends = datetime(2026, 11, 24, 9, tzinfo=UTC), datetime(2026, 11, 24, 10, 30, tzinfo=UTC)
    assert times.span(starts, ends) == "Di., 24. November 2026, 10:00 bis 11:30 Uhr"


def test_every_second_tuesday_and_the_second_tuesday_of_the_month_are_two_rules():
    first = date(2026, 12, 8)
    every = Rule("weekly", first, every=2, count=3)
    second = Rule("monthly", first, nth=nth_of(first), count=3)
    assert every.dates() == [date(2026, 12, 8), date(2026, 12, 22), date(2027, 1, 5)]
    assert second.dates() == [date(2026, 12, 8), date(2027, 1, 12), date(2027, 2, 9)]
    assert every.words() == "Alle 2 Wochen am Dienstag"
    assert second.words() == "Am 2. Dienstag im Monat"


def test_a_fifth_weekday_is_the_last_one():
    rule = Rule("monthly", date(2026, 12, 29), nth=nth_of(date(2026, 12, 29)), ends_on=date(2027, 3, 1))
    assert rule.nth == LAST
    assert rule.words() == "Am letzten Dienstag im Monat"
    assert rule.dates() == [date(2026, 12, 29), date(2027, 1, 26), date(2027, 2, 23)]


def test_days_are_left_out():
    rule = Rule("weekly", date(2026, 12, 8), count=3, skipped=frozenset({date(2026, 12, 22)}))
    assert rule.dates() == [date(2026, 12, 8), date(2026, 12, 15), date(2026, 12, 29)]


def test_a_thousand_dates_are_refused_and_so_are_none():
    for rule in (
        Rule("weekly", date(2026, 12, 8), count=1000),
        Rule("weekly", date(2026, 1, 1), ends_on=date(2099, 1, 1)),
    ):
        with pytest.raises(TooManyDates):
            rule.dates()
    with pytest.raises(NoDates):
        Rule("weekly", date(2026, 12, 8), ends_on=date(2026, 12, 1)).dates()
    assert len(Rule("weekly", date(2026, 12, 8), count=MOST_DATES).dates()) == MOST_DATES
