"""Hours past midnight belong to the day they begin on, whatever is said of the next.

To the parser "Fr 22:00-03:00; Sa 20:00-02:00" closes at midnight: after a semicolon Saturday begins anew. So each day
is read in two halves: what is open before midnight, and what then goes on in the night.
"""

import re
from functools import lru_cache
from typing import NamedTuple

_RULES = re.compile(r"(;|, (?=[A-Z]))")
_SPANS = re.compile(r"\d{1,2}:\d{2}-\d{1,2}:\d{2}(?:\s*,\s*\d{1,2}:\d{2}-\d{1,2}:\d{2})*")
_CLOSED = re.compile(r"\b(?:off|closed)\b")
_QUOTE = '"'


class Halves(NamedTuple):
    """evening: the day itself, cut at midnight. night: open from midnight on, said of the day before."""

    evening: str
    night: str


@lru_cache(2_000)
def halves(text: str) -> Halves | None:
    """None: nothing is open past midnight, or it is said in a way that cannot be taken apart."""
    if _QUOTE in text or "||" in text or not _runs_past_midnight(text):
        return None
    parts = _RULES.split(text)
    rules, marks = parts[0::2], [";", *parts[1::2]]
    evening, night = "", ""
    for rule, mark in zip(rules, marks, strict=True):
        if not rule.strip():
            continue
        if not _SPANS.search(rule) and not _CLOSED.search(rule):
            return None
        evening += mark + _SPANS.sub(lambda found: _times(found[0], is_night=False), rule)
        after = _SPANS.sub(lambda found: _times(found[0], is_night=True), rule)
        night += "" if mark != ";" and _CLOSED.search(after) and not _CLOSED.search(rule) else mark + after
    return Halves(evening.lstrip(";"), night.lstrip(";"))


def _runs_past_midnight(text: str) -> bool:
    return any(_crosses(one) for found in _SPANS.finditer(text) for one in found[0].split(","))


def _crosses(span: str) -> bool:
    return _minutes(span)[1] > 1440


def _minutes(span: str) -> tuple[int, int]:
    """Of the day; an end that is not after its start is on the next day."""
    start, end = (int(hours) * 60 + int(minutes) for hours, minutes in re.findall(r"(\d{1,2}):(\d{2})", span))
    return start, end if end > start else end + 1440


def _times(spans: str, *, is_night: bool) -> str:
    known = [_minutes(one) for one in spans.split(",")]
    if not is_night:
        return ",".join(f"{_clock(start)}-{_clock(min(end, 1440))}" for start, end in known)
    return ",".join(f"00:00-{_clock(end - 1440)}" for _start, end in known if end > 1440) or "off"


def _clock(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"
