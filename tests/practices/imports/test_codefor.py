"""The projects of Code for Germany as they lie in demo/, and files of others with the same fields."""

import io
import json
from datetime import date
from pathlib import Path

import pytest

from app.practices.imports.codefor import read_cases

DEMO = Path(__file__).parents[3] / "demo"


@pytest.fixture(scope="module")
def projects():
    with (DEMO / "case-studies/codefor_projekte.jsonl").open("rb") as stream:
        records, problems = read_cases(stream)
    assert problems == []
    return records


def read(*objects: dict):
    return read_cases(io.BytesIO("\n".join(json.dumps(data) for data in objects).encode()))


def test_it_reads_all_241_projects(projects):
    assert len(projects) == len({record.external_id for record in projects}) == 241
    assert all(record.title and record.summary and len(record.summary) <= 300 for record in projects)
    assert sum(record.lang == "de" for record in projects) == 235


def test_the_lab_is_the_author_and_no_record_knows_a_town(projects):
    assert all(record.author.startswith("OK Lab ") for record in projects)
    assert "OK Lab Berlin und OK Lab Niederrhein" in {record.author for record in projects}
    assert not any(hasattr(record, name) for record in projects for name in ("ags", "place", "stadt"))


def test_a_date_with_month_and_day_exchanged_is_read_and_noted(projects):
    noted = [record for record in projects if record.notes]
    assert {record.started_on for record in noted} == {date(2018, 9, 23), date(2018, 11, 24)}
    assert noted[0].notes == ("Das Datum „2018-23-09“ lesen wir als 23.09.2018.",)


def test_all_links_are_web_addresses(projects):
    assert all(link.url.startswith("http") and link.title for record in projects for link in record.links)


def test_title_and_text_are_enough():
    (record,), problems = read(
        {"titel": "Aufenthaltserlaubnis", "beschreibung_md": "# Text\nEin **Satz**. Noch einer."}
    )
    assert problems == []
    assert record.author == ""
    assert record.summary == "Text Ein **Satz**. Noch einer."
    assert (
        record.external_id
        == read({"titel": "Aufenthaltserlaubnis", "beschreibung_md": "# Text\nEin **Satz**. Noch einer."})[0][
            0
        ].external_id
    )


def test_a_number_may_be_the_id():
    assert read({"id": 17, "titel": "x"})[0][0].external_id == "17"


def test_an_unreadable_date_stays_empty_with_a_note():
    (record,), problems = read({"titel": "x", "datum": "gestern"})
    assert problems == []
    assert record.started_on is None
    assert "unlesbar" in record.notes[0]


@pytest.mark.parametrize(
    "data", [{"id": "x"}, {"titel": "x", "links": [1]}, {"titel": "x" * 301}, {"titel": "x", "stadt": [3]}]
)
def test_a_wrong_line_is_refused_with_its_number(data):
    records, problems = read({"titel": "Gut"}, data)
    assert len(records) == 1
    assert problems[0].line == 2


def test_links_that_are_no_web_addresses_are_left_out():
    (record,), _ = read(
        {
            "titel": "x",
            "links": [{"titel": "böse", "url": "javascript:alert(1)"}, {"url": "https://a.example/"}],
        }
    )
    assert [(link.title, link.url) for link in record.links] == [("https://a.example/", "https://a.example/")]
