from datetime import UTC, datetime, timedelta

import pytest

from app.core import clock, formats


@pytest.mark.parametrize(
    ("cents", "shown"),
    [(1234500, "12.345 €"), (1250, "12,50 €"), (0, "0 €"), (None, "unbekannt"), (10**15, "10.000.000.000.000 €")],
)
def test_money_reads_german(cents, shown):
    assert formats.euro(cents) == shown


@pytest.mark.parametrize(("value", "shown"), [(1234.5, "1.234,5"), (0.25, "0,25"), (-3, "−3"), (8, "8")])
def test_numbers_read_german(value, shown):
    assert formats.number(value) == shown


def test_a_range_says_its_unit_once():
    assert formats.span("10.000 €", "20.000 €") == "10.000 bis 20.000 €"
    assert formats.span("8 Monate", "8 Monate") == "8 Monate"


def test_moments_are_shown_in_berlin_on_both_sides_of_the_clock_change():
    assert formats.german_datetime(datetime(2026, 10, 25, 0, 30, tzinfo=UTC)) == "So., 25. Oktober 2026, 02:30 Uhr"
    assert formats.german_datetime(datetime(2026, 10, 25, 1, 30, tzinfo=UTC)) == "So., 25. Oktober 2026, 02:30 Uhr"
    assert formats.german_datetime(datetime(2026, 3, 29, 1, 30, tzinfo=UTC)) == "So., 29. März 2026, 03:30 Uhr"


def test_one_is_singular():
    assert formats.counted(1, "Fall", "Fälle") == "1 Fall"
    assert formats.counted(1200, "Fall", "Fälle") == "1.200 Fälle"


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [(100, "gerade eben"), (120, "vor 2 Minuten"), (3_600, "vor einer Stunde"), (7_200, "vor 2 Stunden")],
)
def test_how_long_ago_is_never_one_minutes(app, seconds, shown):
    assert formats.since(clock.now() - timedelta(seconds=seconds)) == shown
