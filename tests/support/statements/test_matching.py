import time

import pytest

from app.support.paying.codes import new_reference, shown_reference
from app.support.statements.lines import Credit
from app.support.statements.matching import AMOUNT, MATCH, SEVERAL, SLIP, find_payments

OWN, OTHER = "OKA7K3MPX9RT", "OKC6D4EFGHJK"
EXPECTED = {OWN: 1250, OTHER: 2000}


def found(text: str, cents: int = 1250) -> list[tuple[str, str]]:
    credit = Credit(cents, None, text, "")
    findings = find_payments([credit], ["k"], EXPECTED, open_only=frozenset(EXPECTED))
    return [(one.reference, one.why) for one in findings]


@pytest.mark.parametrize(
    "text",
    ["OK-A7K3M-PX9RT", "SVWZ+ok a7k3m px9rt Viel Glück", "EREF+NOTPROVIDEDSVWZ+OKA7K3M\nPX9RT", "OKOKA7K3MPX9RT"],
)
def test_the_reference_is_found_however_banks_write_it(text):
    assert found(text) == [(OWN, MATCH)]


def test_another_amount_is_only_proposed():
    assert found("OK-A7K3M-PX9RT", 1249) == [(OWN, AMOUNT)]


@pytest.mark.parametrize(
    "text", ["OK-A7K3M-PX9R7", "OK-7AK3M-PX9RT", "OK-A7K3M-X9RT", "0K-A7K3M-PX9RT", "OKA7K3MPX9TTT"]
)
def test_a_mangled_reference_is_only_proposed(text):
    assert found(text) == [(OWN, SLIP)]


def test_two_references_in_one_purpose_are_only_proposed():
    assert [why for _, why in found("OK-A7K3M-PX9RT und OK-C6D4E-FGHJK", 3250)] == [SEVERAL, SEVERAL]


@pytest.mark.parametrize("text", ["Miete November", "", "OK", "OK-M3A7K-RT9PX", "x" * 5000])
def test_everything_else_is_forgotten(text):
    assert found(text) == []


def test_an_order_paid_long_ago_is_not_meant_by_a_slip():
    credit = Credit(1250, None, "OK-A7K3M-PX9R7", "")
    assert find_payments([credit], ["k"], EXPECTED, open_only=frozenset({OTHER})) == []


def test_a_slip_that_fits_two_orders_is_forgotten():
    alike = {OWN: 1, "OKA7K3MPX9RD": 1}
    assert find_payments([Credit(1, None, "OKA7K3MPX9R", "")], ["k"], alike, open_only=frozenset(alike)) == []


def test_a_long_statement_and_many_open_orders_take_no_time():
    orders = frozenset(new_reference() for _ in range(200))
    lines = [Credit(1250, None, f"SVWZ+Rechnung {number} Vielen Dank aus Heidelberg", "") for number in range(2000)]
    begun = time.process_time()
    find_payments(lines, [""] * len(lines), dict.fromkeys(orders, 1250), open_only=orders)
    assert time.process_time() - begun < 3


def test_foreign_references_mean_nothing():
    assert found(shown_reference(new_reference())) == []
