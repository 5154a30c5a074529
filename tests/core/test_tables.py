import csv
import io
import json
import re
from decimal import Decimal
from pathlib import Path

import pytest

from app.core.tables import BOM, csv_response, harmless, json_response, unguarded


@pytest.mark.parametrize("text", ["=1+1", "+49 30", "-2", "@SUM(A1)", "\tx", "\rx", "\nx", "＝1+1"])
def test_a_cell_is_never_a_formula(text):
    assert harmless(text) == f"'{text}"
    assert unguarded(harmless(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        "Rathaus,=1+1",
        "Rathaus, =1+1",
        'Rathaus,"=1+1"',
        'Rathaus","=1+1',
        "zwei\n=1+1",
        "zwei\n\n =1+1",
        "a\t=1+1",
        "a;=1+1",
        '"=1+1"',
        " =1+1",
        "a,\t=1+1",
        "=1+1,=1+1\n=1+1",
    ],
)
def test_no_part_of_a_cell_is_a_formula_whatever_the_program_splits_at(text):
    """Comma, semicolon, tab, and with each whether it knows quotes or not."""
    file = csv_response("liste", ["Titel"], [["vorn", text, "hinten"]]).get_data(as_text=True)
    for delimiter in ",;\t":
        for quoting in (csv.QUOTE_MINIMAL, csv.QUOTE_NONE):
            rows = csv.reader(io.StringIO(file, newline=""), delimiter=delimiter, quoting=quoting)
            cells = [cell.strip(' "\n') for row in rows for cell in row]
            assert not [cell for cell in cells if cell.startswith("=")]
    assert unguarded(harmless(text)) == text


def test_what_people_write_stays_as_it_is():
    for text in (
        "Mo-Fr 10:00-18:00, Sa 9-12",
        "Innen- und Außenstadt",
        "2026-11-22",
        "A+B = gut",
        "name@stadt.de",
        "5,- € und 3,-",
    ):
        assert harmless(text) == text


def test_numbers_stay_numbers_even_below_zero():
    assert [harmless(value) for value in (-2, -2.5, Decimal("-1.50"), 0)] == ["-2", "-2,5", "-1,50", "0"]


def test_a_csv_reads_back_as_it_was(app):
    with app.test_request_context():
        response = csv_response(
            "liste", ["Titel", "Kosten"], [["Läden; „auf Probe“\nzwei", 12], ["=HYPERLINK()", None]]
        )
    text = response.get_data(as_text=True)
    assert text.startswith(BOM)
    rows = list(csv.reader(io.StringIO(text.removeprefix(BOM)), delimiter=";"))
    assert rows[1:] == [["Läden; „auf Probe“\nzwei", "12"], ["'=HYPERLINK()", ""]]
    assert response.headers["Content-Disposition"] == 'attachment; filename="liste.csv"'


def test_json_is_a_list_of_objects(app):
    with app.test_request_context():
        assert json.loads(json_response("liste", [{"titel": "Läden"}]).data) == [{"titel": "Läden"}]


def test_no_other_file_writes_csv():
    folder = Path(__file__).parents[2] / "app"
    writing = [one for one in folder.rglob("*.py") if re.search(r"csv\.(writer|DictWriter)", one.read_text())]
    assert [str(one.relative_to(folder)) for one in writing] == ["core/tables.py"]
