"""The catalogue of UrbaneProduktion.Ruhr as it lies in demo/, and small files that are wrong."""

import csv
import io
import json
from pathlib import Path

import pytest

from app.practices.imports.prourban import read_practices, related_ids, town_of
from app.practices.imports.towns import town_names

DEMO = Path(__file__).parents[3] / "demo"


@pytest.fixture(scope="module")
def catalogue():
    with (DEMO / "case-studies/prourban_massnahmen.jsonl").open("rb") as stream:
        records, problems = read_practices(stream)
    assert problems == []
    return records


@pytest.fixture(scope="module")
def examples(catalogue):
    return [example for record in catalogue for example in record.examples]


@pytest.fixture(scope="module")
def register():
    with (DEMO / "municipalities/gemeinden_de.csv").open(encoding="utf-8") as stream:
        return [(row["ags"], row["name"]) for row in csv.DictReader(stream)]


def read(*objects: dict):
    return read_practices(io.BytesIO("\n".join(json.dumps(data) for data in objects).encode()))


def test_it_reads_all_34_measures_with_their_sections(catalogue):
    assert len(catalogue) == 34
    for record in catalogue:
        assert record.title
        assert record.problem
        assert record.solution
        assert record.field_of_action
        assert 0 < len(record.summary) <= 300


def test_all_177_links_between_measures_resolve(catalogue):
    related, problems = related_ids(catalogue)
    assert problems == []
    assert sum(len(ids) for ids in related.values()) == 177
    assert {ids for targets in related.values() for ids in targets} <= {record.external_id for record in catalogue}
    assert not any(own in targets for own, targets in related.items())


def test_a_sentence_in_place_of_the_list_stays_a_sentence(catalogue):
    funding = next(record for record in catalogue if record.external_id == "pu-111")
    assert funding.related_titles == ()
    assert funding.related_note.startswith("Je nach Förderprogramm")


def test_there_are_141_examples_with_stable_different_ids(examples):
    assert len(examples) == len({example.external_id for example in examples}) == 141
    assert all(example.title and example.url.startswith("http") for example in examples)


def test_torn_link_titles_are_mended(examples):
    titles = {example.title for example in examples}
    assert "Haus der Eigenarbeit in München" in titles
    assert "Schaufensterwettbewerb Mülheim an der Ruhr 2011" in titles
    assert "Schaufensterwettbewerb Mülheim an der Ruhr 2012" in titles
    assert not any(title.startswith("http") for title in titles)


def test_examples_are_matched_to_a_town_only_without_doubt(examples, register):
    names, by_key = town_names(register), dict(register)
    towns = {example.title: by_key.get(town_of(example, names)) for example in examples}
    assert towns["Tapetenwechsel Bochum"] == "Bochum"
    assert towns["Regionalmarkt & Laden Bad Wildungen"] == "Bad Wildungen"
    assert towns["Markhalle 9 Berlin Kreuzberg"] == "Berlin"
    assert towns["Haus der Eigenarbeit in München"] == "München"
    for open_question in (
        "Kommunale Immobilienplattform Frankfurt",
        "Regionalmarkt Lauterbach",
        "IHK Potsdam",
        "Schaufensterwettbewerb Hamm",
        "Halle 1 in Gelsenkirchen",
        "Bochumer Originale",
    ):
        assert towns[open_question] is None
    assert sum(town is not None for town in towns.values()) == 72


def test_a_title_that_names_no_measure_is_a_problem_with_its_line():
    records, _ = read({"id": "a", "titel": "A", "wechselwirkungen": "- B\n- C"}, {"id": "b", "titel": "B"})
    related, problems = related_ids(records)
    assert related["a"] == ("b",)
    assert [str(problem) for problem in problems] == ["Zeile 1: Die verwandte Maßnahme „C“ steht nicht in der Datei."]


def test_a_measure_needs_no_more_than_a_title():
    (record,), problems = read({"titel": "Nur ein Titel"})
    assert problems == []
    assert record.external_id
    assert record.effect_rating is None


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"id": "x"}, "Titel"),
        ({"titel": 7}, "Text"),
        ({"titel": "x", "bewertung_wirkung": 9}, "zwischen 0 und 3"),
        ({"titel": "x", "problem": "x" * 100_001}, "zu groß"),
        ({"titel": "x", "beispiele_links": "keine Liste"}, "Liste"),
        ({"titel": "x", "beispiele_links": [{}]}, "weder Titel noch Adresse"),
    ],
)
def test_a_wrong_line_is_refused_and_the_others_are_read(data, words):
    records, problems = read({"id": "gut", "titel": "Gut"}, data)
    assert [record.title for record in records] == ["Gut"]
    assert problems[0].line == 2
    assert words in problems[0].reason


def test_the_second_use_of_an_id_names_the_first():
    _, problems = read({"id": "a", "titel": "A"}, {"id": "a", "titel": "B"})
    assert str(problems[0]) == "Zeile 2: Die Kennung „a“ steht schon in Zeile 1."
