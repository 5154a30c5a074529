from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.practices.facts import FACTS, KINDS
from app.practices.writing.typed import Range, Unreadable, read_amount, read_date, typed_amount, typed_date

COST, MONTHS, HOURS, AREA = (FACTS[k] for k in ("one_off_cost", "months_to_start", "staff_hours_week", "area_m2"))
AMOUNTS = [kind for kind in KINDS if not kind.is_text]


def answer(read, *typed):
    """(what was read, a full stop) or (None, what the person is told)."""
    try:
        return read(*typed), "."
    except Unreadable as refused:
        return None, str(refused)


@pytest.mark.parametrize(
    ("typed", "low", "high"),
    [
        ("12.500,50 €", 1_250_050, 1_250_050),
        ("12500", 1_250_000, 1_250_000),
        ("12 500", 1_250_000, 1_250_000),
        ("12\u202f500\u00a0€", 1_250_000, 1_250_000),
        ("ca. 20.000", 2_000_000, 2_000_000),
        ("rund 20.000 Euro", 2_000_000, 2_000_000),
        ("10.000–20.000", 1_000_000, 2_000_000),
        ("10.000 - 20.000 €", 1_000_000, 2_000_000),
        ("10.000 € bis 20.000 €", 1_000_000, 2_000_000),
        ("zwischen 10.000 und 20.000 EUR", 1_000_000, 2_000_000),
        ("15 T€", 1_500_000, 1_500_000),
        ("10–15 T€", 1_000_000, 1_500_000),
        ("500 € - 2 T€", 50_000, 200_000),
        ("1,5 Mio. €", 150_000_000, 150_000_000),
        ("€ 300", 30_000, 30_000),
        ("500,- €", 50_000, 50_000),
        ("500,– €", 50_000, 50_000),
        ("3.000 € im Jahr", 300_000, 300_000),
        ("0", 0, 0),
        ("kostenlos", 0, 0),
        ("ab 500 €", 50_000, None),
    ],
)
def test_money_is_read_kindly(typed, low, high):
    assert read_amount(typed, COST) == Range(low, high)


@pytest.mark.parametrize(
    ("typed", "kind", "low", "high"),
    [
        ("7", MONTHS, 7, 7),
        ("7 Monate", MONTHS, 7, 7),
        ("2 Jahre", MONTHS, 24, 24),
        ("1,5 Jahre", MONTHS, 18, 18),
        ("ein halbes Jahr", MONTHS, None, None),
        ("halbes Jahr", MONTHS, 6, 6),
        ("drei Monate", MONTHS, 3, 3),
        ("6 Wochen", MONTHS, 1, 2),
        ("6 bis 8 Monate", MONTHS, 6, 8),
        ("4–6 Stunden pro Woche", HOURS, 4, 6),
        ("2,5 Std.", HOURS, 2, 3),
        ("120 m²", AREA, 120, 120),
        ("1,2 ha", AREA, 12_000, 12_000),
    ],
)
def test_other_amounts_are_read_kindly(typed, kind, low, high):
    if low is None:
        with pytest.raises(Unreadable):
            read_amount(typed, kind)
    else:
        assert read_amount(typed, kind) == Range(low, high)


@pytest.mark.parametrize("typed", ["", "  ", "?", "unbekannt", "k. A.", "k.A.", "keine Angabe"])
def test_nothing_is_unknown_and_never_zero(typed):
    assert read_amount(typed, COST) is None


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("-500", "negative"),
        ("minus 500 €", "negative"),
        ("20.000–10.000", "Meinten Sie 10.000–20.000"),
        ("99999999999999", "mehr als 10.000.000.000 €"),
        ("12,500", "12.500 oder 12,50"),
        ("12.5", "12,5"),
        ("viel", "nicht als Zahl"),
        ("12 Äpfel", "Äpfel"),
        ("bis 20.000", "wo die Spanne beginnt"),
        ("1-2-3", "eine Zahl oder eine Spanne"),
        ("١٢٣", "nicht als Zahl"),
        ("1" * 5000, "nur Zahlen"),
        ("😀", "nicht als Zahl"),
    ],
)
def test_what_cannot_be_read_gets_a_sentence(typed, words):
    with pytest.raises(Unreadable, match=words):
        read_amount(typed, COST)


@given(st.text(max_size=200), st.sampled_from(AMOUNTS))
def test_nothing_typed_breaks_the_reader_of_amounts(typed, kind):
    found, sentence = answer(read_amount, typed, kind)
    assert sentence.endswith((".", "?"))
    assert found is None or 0 <= found.low <= (kind.largest if found.high is None else found.high)


@given(st.integers(0, 10**12), st.integers(0, 10**12), st.sampled_from(AMOUNTS))
def test_what_we_write_we_can_read(one, two, kind):
    low, high = sorted((one % (kind.largest + 1), two % (kind.largest + 1)))
    assert read_amount(typed_amount(low, high, kind), kind) == Range(low, high)


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("24.03.2024", date(2024, 3, 24), date(2024, 3, 24)),
        ("1.2.2024", date(2024, 2, 1), date(2024, 2, 1)),
        ("03/2024", date(2024, 3, 1), date(2024, 3, 31)),
        ("3.2024", date(2024, 3, 1), date(2024, 3, 31)),
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("März 2024", date(2024, 3, 1), date(2024, 3, 31)),
        ("24. März 2024", date(2024, 3, 24), date(2024, 3, 24)),
        ("Okt. 2023", date(2023, 10, 1), date(2023, 10, 31)),
        ("2024-03-24", date(2024, 3, 24), date(2024, 3, 24)),
    ],
)
def test_dates_are_read_the_german_way(typed, first, last):
    assert read_date(typed) == first
    assert read_date(typed, end=True) == last


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("30.02.2024", "30. Februar 2024 gibt es nicht"),
        ("0.1.2024", "gibt es nicht"),
        ("13/2024", "Monat 13"),
        ("1066", "Jahr 1066"),
        ("bald", "TT.MM.JJJJ"),
        ("24/03/2024", "TT.MM.JJJJ"),
        ("Brumaire 1899", "TT.MM.JJJJ"),
    ],
)
def test_dates_that_do_not_exist_get_a_sentence(typed, words):
    with pytest.raises(Unreadable, match=words):
        read_date(typed)


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.booleans())
def test_a_date_we_write_we_can_read(day, end):
    assert read_date(typed_date(day, end=end), end=end) == day


@given(st.text(max_size=60))
def test_nothing_typed_breaks_the_reader_of_dates(typed):
    assert answer(read_date, typed)[1].endswith(".")
