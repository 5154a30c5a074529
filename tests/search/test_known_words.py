"""What words were analysed to is kept for the next new index, and believed only when it is whole."""

import pytest

from app.search.analysis.terms import indexed
from app.search.engines import known_words as kept

TEXT = "Leerstände im Ortskern, Bürger:innen und Schaufenster"


def words(root, text=TEXT):
    with kept.known_words(root) as look_up:
        return list(look_up(text))


def test_the_next_index_takes_the_words_from_the_file(tmp_path, monkeypatch):
    first = words(tmp_path)
    monkeypatch.setattr(kept, "indexed", lambda written: None)
    assert words(tmp_path) == first
    assert {row.written for row in first} == {"Leerstände", "Ortskern", "Bürger:innen", "Schaufenster"}


@pytest.mark.parametrize("damage", [b"", b"words-0 0\n", None])
def test_a_damaged_file_is_not_believed(tmp_path, damage):
    first = words(tmp_path)
    path = tmp_path / kept.FILE
    path.write_bytes(path.read_bytes()[:-3] if damage is None else damage)
    assert words(tmp_path) == first


def test_words_that_no_text_has_any_more_are_forgotten(tmp_path):
    words(tmp_path)
    words(tmp_path, "Markt")
    assert kept._read(tmp_path / kept.FILE).keys() == {"Markt"}


def test_nothing_is_kept_of_a_building_that_failed(tmp_path):
    with pytest.raises(ZeroDivisionError), kept.known_words(tmp_path) as look_up:
        list(look_up(TEXT))
        raise ZeroDivisionError
    assert not (tmp_path / kept.FILE).exists()


def test_every_field_survives_the_file(tmp_path, monkeypatch):
    first = words(tmp_path, "Leerstandsmanagement x")
    monkeypatch.setattr(kept, "indexed", lambda written: None)
    assert words(tmp_path, "Leerstandsmanagement x") == first == list(map(indexed, ("Leerstandsmanagement", "x")))
