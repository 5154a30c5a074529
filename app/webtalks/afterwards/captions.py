"""Captions as WebVTT: read strictly enough that a browser shows them, and turned into text to read.

Source: W3C WebVTT, "WebVTT file body": a signature line, then blocks divided by blank lines; one with "-->" is a cue.
"""

import re
from dataclasses import dataclass
from html import unescape

LARGEST_BYTES = 2_000_000
MOST_CUES = 20_000
_TIME = r"(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
_TIMING = re.compile(rf"{_TIME}[ \t]+-->[ \t]+{_TIME}(?:[ \t]+\S.*)?")
_TAG = re.compile(r"<[^>]*>")

NO_TEXT = "Die Untertitel sind keine Textdatei in UTF-8. Bitte speichern Sie sie neu."
NOT_VTT = (
    "Das ist keine WebVTT-Datei: Sie beginnt nicht mit dem Wort WEBVTT. Aus SRT-Dateien macht jedes Schnittprogramm "
    "eine WebVTT-Datei."
)
TOO_LARGE = "Die Untertitel sind größer als 2 MB. Bitte nehmen Sie nur den Text und die Zeiten."
EMPTY = "In der Datei steht kein einziger Untertitel."


class CaptionsRefused(ValueError):
    """str() is a German sentence for the field."""


@dataclass(frozen=True)
class Cue:
    """Times in milliseconds from the beginning; text without markup."""

    starts: int
    ends: int
    text: str


def read_captions(content: bytes) -> list[Cue]:
    """Raises CaptionsRefused, naming the line that is not understood."""
    if len(content) > LARGEST_BYTES:
        raise CaptionsRefused(TOO_LARGE)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise CaptionsRefused(NO_TEXT) from None
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if not re.fullmatch(r"WEBVTT([ \t].*)?", lines[0]):
        raise CaptionsRefused(NOT_VTT)
    cues = _cues(lines)
    if not cues:
        raise CaptionsRefused(EMPTY)
    if len(cues) > MOST_CUES:
        raise CaptionsRefused(TOO_LARGE)
    return cues


def as_text(cues: list[Cue]) -> str:
    """To read and to search: one line per cue, what rolls over from the last one only once."""
    lines: list[str] = []
    for cue in cues:
        lines += [line for line in cue.text.split("\n") if line and (not lines or line != lines[-1])]
    return "\n".join(lines)


def _cues(lines: list[str]) -> list[Cue]:
    found: list[Cue] = []
    at = 1
    while at < len(lines):
        if "-->" not in lines[at]:
            at += 1
            continue
        starts, ends = _timing(lines[at], at + 1)
        if ends <= starts or (found and starts < found[-1].starts):
            raise CaptionsRefused(f"Zeile {at + 1}: Dieser Untertitel endet vor seinem Anfang oder steht zu spät.")
        end = next((n for n in range(at + 1, len(lines)) if not lines[n].strip()), len(lines))
        spoken = "\n".join(unescape(_TAG.sub("", line)).strip() for line in lines[at + 1 : end])
        found.append(Cue(starts, ends, spoken))
        at = end
    return found


def _timing(line: str, number: int) -> tuple[int, int]:
    read = _TIMING.fullmatch(line.strip())
    if read is None:
        raise CaptionsRefused(f"Zeile {number} ist keine Zeitangabe wie 00:01.000 --> 00:04.000.")
    parts = [int(part or 0) for part in read.groups()]
    return _milliseconds(*parts[:4]), _milliseconds(*parts[4:])


def _milliseconds(hours: int, minutes: int, seconds: int, rest: int) -> int:
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + rest
