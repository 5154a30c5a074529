import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.support.paying.amounts import NO_AMOUNT, TOO_FINE, TOO_SMALL, AmountError, cents_of, typed

RIGHT = {
    "12,50": 1250,
    "12.50": 1250,
    "12": 1200,
    "12,5": 1250,
    "0,01": 1,
    " 1.250,00 € ": 125_000,
    "1.250": 125_000,
    "12 EUR": 1200,
    "12,-": 1200,
    "12,—": 1200,
    "1 250,5": 125_050,
    "+7": 700,
}
WRONG = {
    "0": TOO_SMALL,
    "0,00": TOO_SMALL,
    "-5": TOO_SMALL,
    "−5": TOO_SMALL,
    "0,001": TOO_FINE,
    "1,000": TOO_FINE,
    "12.5000": TOO_FINE,
    "1e9": NO_AMOUNT,
    "": NO_AMOUNT,
    "zwölf": NO_AMOUNT,
    "12,50,00": NO_AMOUNT,
    "1,250.00": NO_AMOUNT,
    "٣": NO_AMOUNT,
    "NaN": NO_AMOUNT,
    "=1+1": NO_AMOUNT,
}


@pytest.mark.parametrize("text", RIGHT)
def test_it_understands_what_germans_type(text):
    assert cents_of(text) == RIGHT[text]


@pytest.mark.parametrize("text", WRONG)
def test_it_says_what_is_wrong_with_an_amount(text):
    with pytest.raises(AmountError) as refused:
        cents_of(text)
    assert str(refused.value) == WRONG[text]


def test_a_billion_is_too_much():
    with pytest.raises(AmountError, match=r"höchstens 99\.999 €"):
        cents_of("1000000000")


@given(st.integers(1, 9_999_999))
@settings(max_examples=60)
def test_what_it_writes_it_reads(cents):
    assert cents_of(typed(cents)) == cents
