"""The GiroCode against EPC069-12, read back by a decoder that is not ours (ZXing in C++)."""

import io

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from app.support.paying.girocode import Transfer, girocode_address, girocode_png, girocode_text

LOTTE = Transfer(
    holder="Lotte Müßig & Söhne GbR", iban="DE89370400440532013000", amount_cents=1250, purpose="OK-A7K3M-PX9RT"
)


def test_the_lines_are_those_of_the_guideline():
    assert girocode_text(LOTTE).split("\n") == [
        "BCD",  # service tag
        "002",  # version: BIC may be missing
        "1",  # UTF-8
        "SCT",  # SEPA credit transfer
        "",
        "Lotte Müßig & Söhne GbR",
        "DE89370400440532013000",
        "EUR12.50",
        "",  # purpose code
        "",  # structured reference: either this or the text
        "OK-A7K3M-PX9RT",
    ]


@given(
    st.text(st.characters(categories=("L", "N", "P", "Zs")), min_size=1).filter(str.strip), st.integers(1, 999_999_99)
)
@settings(max_examples=25, deadline=None)
def test_another_program_reads_what_we_wrote(holder, cents):
    transfer = Transfer(holder=holder, iban=LOTTE.iban, amount_cents=cents, purpose=LOTTE.purpose)
    try:
        text = girocode_text(transfer)
    except ValueError:
        assert len(holder.encode()) > 200
        return
    found = zxingcpp.read_barcodes(Image.open(io.BytesIO(girocode_png(transfer))))
    assert [one.bytes.decode() for one in found] == [text]
    assert found[0].ec_level == "M"


def test_a_purpose_of_full_length_still_fits_a_symbol_of_version_13():
    girocode_address(Transfer("H" * 70, LOTTE.iban, 1, "x" * 140, bic="COBADEFFXXX"))


@pytest.mark.parametrize("cents", [0, -1, 999_999_999_99 + 1])
def test_amounts_no_bank_takes_are_refused(cents):
    with pytest.raises(ValueError, match="amount"):
        girocode_text(Transfer(LOTTE.holder, LOTTE.iban, cents, ""))


def test_nobody_smuggles_a_line_into_the_code():
    smuggled = Transfer("Lotte\nDE02120300000000202051", LOTTE.iban, 100, "x\nEUR999.00")
    assert girocode_text(smuggled).count("\n") == girocode_text(LOTTE).count("\n")
