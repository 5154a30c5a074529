"""Single values: what is taken, what is mended, what is refused."""

import pytest

from app.core.csv_lines import Refused
from app.practices.imports import fields


def test_text_is_trimmed_composed_and_free_of_control_characters():
    assert fields.text({"t": "  Ku\u0308che\x00\r\nzwei "}, "t") == "Küche\nzwei"


def test_a_missing_text_is_empty():
    assert fields.text({}, "t") == fields.text({"t": None}, "t") == ""


@pytest.mark.parametrize("value", [5, ["a"], {"a": 1}, True])
def test_a_text_of_another_type_is_refused_by_name(value):
    with pytest.raises(Refused, match="„t“ muss ein Text sein"):
        fields.text({"t": value}, "t")


def test_half_a_character_is_refused():
    with pytest.raises(Refused, match="halbes Zeichen"):
        fields.text({"t": "\ud83d"}, "t")


def test_too_much_text_is_refused_with_both_sizes():
    with pytest.raises(Refused, match=r"100001 Byte zu groß\. Erlaubt sind 100 kB"):
        fields.text({"t": "x" * 100_001}, "t")


@pytest.mark.parametrize("data", [{}, {"titel": ""}, {"titel": " \n "}, {"titel": None}])
def test_a_title_must_be_there(data):
    with pytest.raises(Refused, match=r"Titel .* fehlt"):
        fields.title(data)


def test_a_title_has_one_line_and_a_limit():
    assert fields.title({"titel": "Zwei\n Zeilen"}) == "Zwei Zeilen"
    with pytest.raises(Refused, match="301 Zeichen"):
        fields.title({"titel": "x" * 301})


def test_a_list_of_texts_drops_doubles_and_takes_a_single_text():
    assert fields.texts({"l": ["a", "b", "a", ""]}, "l") == ("a", "b")
    assert fields.texts({"l": "a"}, "l") == ("a",)
    with pytest.raises(Refused, match="Liste von Texten"):
        fields.texts({"l": ["a", 1]}, "l")


def test_a_list_without_end_is_refused():
    with pytest.raises(Refused, match="201 Einträge"):
        fields.texts({"l": [str(n) for n in range(201)]}, "l")


def test_numbers_keep_their_bounds_and_missing_is_not_zero():
    assert fields.number({}, "n", low=0, high=3) is None
    assert fields.number({"n": 2}, "n", low=0, high=3) == 2.0
    for wrong in ("2", True, 4, -1, float("nan"), float("inf")):
        with pytest.raises(Refused):
            fields.number({"n": wrong}, "n", low=0, high=3)


@pytest.mark.parametrize(
    "value",
    ["javascript:alert(1)", "data:text/html,x", "//example.org", "ftp://example.org", "http://[", "", "x"],
)
def test_only_web_addresses_become_links(value):
    assert fields.web_address({"u": value}, "u") == ""


def test_a_torn_web_address_is_put_together():
    assert fields.web_address({"u": "https://example.org/\n a"}, "u") == "https://example.org/a"


def test_a_summary_ends_at_a_sentence_or_at_a_word():
    assert fields.first_sentences("Erstens. Zweitens ist länger.", 12) == "Erstens."
    assert fields.first_sentences("Ein sehr langer Satz ohne Ende", 15) == "Ein sehr…"
    assert fields.first_sentences("Das gilt z. B. hier. Und dort.", 300) == "Das gilt z. B. hier. Und dort."
