"""JSON lines, read with patience and exactness: every refusal has its line number and a German reason."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, Protocol, TypeVar

from app.core.csv_lines import Problem, Refused

LINE_LIMIT_BYTES = 1_000_000
BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class RawLine:
    """One JSON object with the number of its line (from 1)."""

    line: int
    data: dict


class Identified(Protocol):
    """A record that its source knows by an id."""

    @property
    def external_id(self) -> str: ...


Record = TypeVar("Record", bound=Identified)


def read_records(stream: BinaryIO, parse: Callable[[RawLine], Record]) -> tuple[list[Record], list[Problem]]:
    """All records of a file and everything that is wrong with it; import only when nothing is wrong.

    parse: makes a record of a line, or raises Refused.
    """
    records: list[Record] = []
    problems: list[Problem] = []
    seen: dict[str, int] = {}
    for item in read_lines(stream):
        try:
            if isinstance(item, Problem):
                problems.append(item)
            else:
                records.append(_once(parse(item), item.line, seen))
        except Refused as refusal:
            problems.append(Problem(item.line, str(refusal)))
    return records, problems


def _once(record: Record, line: int, seen: dict[str, int]) -> Record:
    first = seen.setdefault(record.external_id, line)
    if first != line:
        raise Refused(f"Die Kennung „{record.external_id}“ steht schon in Zeile {first}.")
    return record


def read_lines(stream: BinaryIO) -> Iterator[RawLine | Problem]:
    """Yield one object or one problem per line; empty lines are passed over, memory stays at one line."""
    number = 0
    while line := stream.readline(LINE_LIMIT_BYTES + 1):
        number += 1
        if len(line) > LINE_LIMIT_BYTES:
            _skip_rest(stream, line)
            yield Problem(number, "Die Zeile ist länger als 1 MB. So große Einträge nehmen wir nicht an.")
            continue
        line = line.removeprefix(BOM) if number == 1 else line
        if line.strip():
            yield _parsed(number, line)


def _skip_rest(stream: BinaryIO, line: bytes) -> None:
    while line and not line.endswith(b"\n"):
        line = stream.readline(LINE_LIMIT_BYTES)


def _parsed(number: int, line: bytes) -> RawLine | Problem:
    try:
        return RawLine(number, _json_object(_decoded(line)))
    except Refused as refusal:
        return Problem(number, str(refusal))


def _decoded(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError as error:
        where = f"Byte {error.start + 1} ist kein gültiges UTF-8."
        raise Refused(f"{where} Bitte speichern Sie die Datei als UTF-8.") from error


def _json_object(text: str) -> dict:
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise Refused(f"Das ist kein gültiges JSON (Stelle {error.colno}).") from error
    except (ValueError, RecursionError) as error:
        raise Refused("Das JSON ist zu tief verschachtelt oder enthält eine übergroße Zahl.") from error
    if not isinstance(data, dict):
        raise Refused("Erwartet wird ein JSON-Objekt in geschweiften Klammern.")
    return data
