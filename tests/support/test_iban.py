import pytest

from app.support.paying.iban import IbanError, account_of, grouped, masked

GOOD = "DE89370400440532013000"


def test_a_german_account_brings_its_bank():
    found = account_of("de89 3704 0044 0532 0130 00")
    assert (found.iban, found.bic, found.bank, found.is_german) == (GOOD, "COBADEFFXXX", "Commerzbank", True)


@pytest.mark.parametrize("place", range(2, len(GOOD)))
def test_one_wrong_digit_is_always_noticed(place):
    wrong = GOOD[:place] + str((int(GOOD[place]) + 1) % 10) + GOOD[place + 1 :]
    with pytest.raises(IbanError):
        account_of(wrong)


@pytest.mark.parametrize("iban", ["FR1420041010050500013M02606", "AT611904300234573201", "NL91ABNA0417164300"])
def test_accounts_elsewhere_in_the_sepa_zone_are_fine(iban):
    assert account_of(iban).is_german is False


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("DE8937040044053201300", "Länge"),
        ("", "keine IBAN"),
        ("Sparkasse", "keine IBAN"),
        ("BR1800360305000010009795493C1", "SEPA"),
    ],
)
def test_it_says_what_is_wrong_with_an_iban(text, part):
    with pytest.raises(IbanError, match=part):
        account_of(text)


def test_it_is_shown_in_groups_and_hidden_in_mails():
    assert grouped(GOOD) == "DE89 3704 0044 0532 0130 00"
    assert masked(GOOD) == "DE… 3000"
