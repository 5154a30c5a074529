import csv
import io
import json
from decimal import Decimal

import pytest

from app.core.tables import BOM, csv_response, harmless, json_response


@pytest.mark.parametrize("text", ["=1+1", "+49 30", "-2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1"])
def test_a_cell_is_never_a_formula(text):
    assert harmless(text) == f"'{text}"


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
