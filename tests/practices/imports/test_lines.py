"""Files that are not what they should be: a line number, a reason, and the rest is still read."""

import io

import pytest

from app.core.csv_lines import Problem
from app.practices.imports.lines import LINE_LIMIT_BYTES, RawLine, read_lines


def read(content: bytes) -> list[RawLine | Problem]:
    return list(read_lines(io.BytesIO(content)))


def test_it_reads_one_object_per_line_and_passes_over_empty_lines():
    assert read(b'{"a": 1}\n\n  \n{"a": 2}') == [RawLine(1, {"a": 1}), RawLine(4, {"a": 2})]


def test_it_reads_a_file_with_byte_order_mark_and_windows_line_ends():
    assert read(b'\xef\xbb\xbf{"a": "\xc3\xa4"}\r\n{"a": 2}\r\n') == [
        RawLine(1, {"a": "ä"}),
        RawLine(2, {"a": 2}),
    ]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (b'{"titel": "K\xf6ln"}', "kein gültiges UTF-8"),
        (b'{"titel": "offen', "kein gültiges JSON"),
        (b"title;text", "kein gültiges JSON"),
        (b'["eine", "Liste"]', "JSON-Objekt"),
        (b"[" * 100_000, "zu tief"),
        (b'{"a": ' + b"9" * 5_000 + b"}", "übergroße Zahl"),
    ],
)
def test_it_names_the_line_and_the_reason(line, words):
    good, bad = read(b'{"a": 1}\n' + line)
    assert good == RawLine(1, {"a": 1})
    assert isinstance(bad, Problem)
    assert bad.line == 2
    assert words in bad.reason
    assert str(bad).startswith("Zeile 2: ")


def test_it_refuses_a_line_of_many_megabytes_and_goes_on_with_the_next():
    huge = b'{"a": "' + b"x" * (3 * LINE_LIMIT_BYTES) + b'"}'
    problem, after = read(huge + b'\n{"a": 2}')
    assert "länger als 1 MB" in problem.reason
    assert after == RawLine(2, {"a": 2})


def test_fifty_megabytes_without_a_line_end_are_one_problem():
    assert len(read(b"x" * 50_000_000)) == 1


def test_an_empty_file_has_no_lines():
    assert read(b"") == []
