import pytest

from app.support.statements.lines import StatementError
from app.support.statements.reading import read_statement
from tests.support.statements.samples import IBAN

SPARKASSE = f""""Auftragskonto";"Buchungstag";"Valuta";"Verwendungszweck";"Beguenstigter";"Betrag";"Waehrung";"Info"
"{IBAN}";"20.11.26";"20.11.26";"OK-A7K3M-PX9RT Grüße";"Gerda Geheim";"12,50";"EUR";"Umsatz gebucht"
"{IBAN}";"20.11.26";"20.11.26";"Miete";"Haus";"-800,00";"EUR";"Umsatz gebucht"
"{IBAN}";"21.11.26";"21.11.26";"OK-A7K3M-PX9RT";"Gerda Geheim";"1.250,00";"EUR";"Umsatz vorgemerkt"
"""
DKB = """"Girokonto";"DE89 3704 0044 0532 0130 00"
"Kontostand vom 20.11.2026:";"1.000,00 EUR"

"Buchungsdatum";"Wertstellung";"Status";"Verwendungszweck";"IBAN";"Betrag (€)"
"20.11.2026";"20.11.2026";"Gebucht";"OK-A7K3M-PX9RT";"DE02120300000000202051";"1.250,00"
"""


def test_a_savings_bank_writes_in_the_old_letters():
    found = read_statement(SPARKASSE.encode("cp1252"))
    assert found.iban == IBAN
    assert [(one.amount_cents, one.text, str(one.booked_on)) for one in found.credits] == [
        (1250, "OK-A7K3M-PX9RT Grüße", "2026-11-20")
    ]


def test_another_bank_names_its_account_above_the_table():
    found = read_statement(b"\xef\xbb\xbf" + DKB.encode())
    assert (found.iban, found.credits[0].amount_cents) == (IBAN, 125_000)


def test_a_table_without_account_is_refused():
    with pytest.raises(StatementError, match="zu welchem Konto"):
        read_statement(b"Datum;Verwendungszweck;Betrag\n20.11.2026;OK-A7K3M-PX9RT;12,50\n")


@pytest.mark.parametrize(
    "content", [b"Name;Preis\nx;1\n", b"\x00\x01\x02", b"hallo", b'"' * 1000, b'a;"' + b"x" * 200_000]
)
def test_what_is_no_statement_is_refused_with_a_sentence(content):
    with pytest.raises(StatementError, match="Spalten"):
        read_statement(content)


def test_amounts_nobody_can_read_are_left_out():
    rows = "".join(f"{IBAN};OK-A7K3M-PX9RT;{amount}\n" for amount in ("12,345", "viel", "", "1e9", "0,00", "7,00"))
    found = read_statement(f"Auftragskonto;Verwendungszweck;Betrag\n{rows}".encode())
    assert [one.amount_cents for one in found.credits] == [700]
