"""Tables from outside as CSV (comma or semicolon, UTF-8), read line by line: each refusal with its German reason."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from app.core.text import clean

LONGEST_LINE = 20_000
MOST_LINES = 100_000
_TOO_MANY = b"\xff"


@dataclass(frozen=True)
class Problem:
    """Why a line cannot be taken. line: its number, from 1."""

    line: int
    reason: str

    def __str__(self) -> str:
        return f"Zeile {self.line}: {self.reason}"


class Refused(Exception):
    """A line that is no entry; the message is the German reason."""


def read_table(
    stream: BinaryIO, needed: Iterable[str] = (), most_lines: int = MOST_LINES
) -> Iterator[tuple[int, dict[str, str] | Problem]]:
    """Rows by column name, memory stays at one line; ends with a problem when the file cannot be the right one.

    needed: columns that must be there. Lines are numbered from 1, the heading is the first.
    """
    columns: list[str] = []
    delimiter = ","
    for number, line in _lines(stream, most_lines):
        try:
            text = _decoded(line)
            if not columns:
                delimiter = ";" if text.count(";") > text.count(",") else ","
                columns = _head(_cells(text, delimiter), needed)
            elif text.strip():
                yield number, _named(columns, _cells(text, delimiter))
        except Refused as refusal:
            yield number, Problem(number, str(refusal))
            if not columns:
                return
    if not columns:
        yield 1, Problem(1, "Die Datei ist leer.")


def _lines(stream: BinaryIO, most_lines: int) -> Iterator[tuple[int, bytes]]:
    number = 0
    while line := stream.readline(LONGEST_LINE + 1):
        number += 1
        if number > most_lines:
            yield number, _TOO_MANY
            return
        whole = line
        while len(line) > LONGEST_LINE and not line.endswith(b"\n"):
            line = stream.readline(LONGEST_LINE + 1)
        yield number, whole.removeprefix(b"\xef\xbb\xbf") if number == 1 else whole


def _decoded(line: bytes) -> str:
    if line == _TOO_MANY:
        raise Refused("Hier brechen wir ab: Die Datei hat zu viele Zeilen.")
    if len(line) > LONGEST_LINE:
        raise Refused("Die Zeile ist länger als 20 kB.")
    try:
        return clean(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        where = f"Byte {error.start + 1} ist kein gültiges UTF-8."
        raise Refused(f"{where} Bitte speichern Sie die Datei als UTF-8.") from error


def _cells(text: str, delimiter: str) -> list[str]:
    try:
        return [cell.strip() for cell in next(csv.reader([text], delimiter=delimiter, strict=True), [])]
    except csv.Error as error:
        raise Refused("Die Anführungszeichen gehen nicht auf.") from error


def _head(cells: list[str], needed: Iterable[str]) -> list[str]:
    missing = [name for name in needed if name not in cells]
    if missing:
        raise Refused(f"In der Kopfzeile fehlen diese Spalten: {', '.join(missing)}.")
    return cells


def _named(columns: list[str], cells: list[str]) -> dict[str, str]:
    if len(cells) != len(columns):
        raise Refused(f"Erwartet werden {len(columns)} Felder, gefunden {len(cells)}.")
    return dict(zip(columns, cells, strict=True))
