"""Opening hours as people type them: "10-18.30 Uhr", "geschlossen", "24.12. 10-14"; and the same back for the form."""

import itertools
import re
from datetime import date

from app.core.languages import _
from app.shops.hours.week import MOST_SPANS, Exception_, Spans, Week

CLOSED = {"geschlossen", "zu", "ruhetag", "-", "–"}
MOST_EXCEPTIONS = 20
_TIME = r"(\d{1,2})(?:[:.](\d{2}))?\s*(?:uhr)?"
_SPAN = re.compile(rf"^{_TIME}\s*(?:-|–|—|bis)\s*{_TIME}$", re.IGNORECASE)
_DAY = r"(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4})?"
_LINE = re.compile(rf"^(?P<first>{_DAY})(?:\s*(?:-|–|bis)\s*(?P<last>{_DAY}))?\s*:?\s*(?P<times>\S.*)$", re.IGNORECASE)


class NotRead(ValueError):
    """str() is a German sentence."""


def read_spans(*texts: str) -> Spans:
    """Up to two fields of one day → its spans, in order. Raises NotRead."""
    spans = tuple(_span(text.strip()) for text in texts if text.strip() and text.strip().casefold() not in CLOSED)
    if any(later[0] < earlier[1] for earlier, later in itertools.pairwise(spans)):
        raise NotRead(
            _("Die zweite Zeit muss nach der ersten beginnen, und nur die letzte darf über Mitternacht gehen.")
        )
    return spans


def _span(text: str) -> tuple[int, int]:
    found = _SPAN.match(text)
    if found is None:
        raise NotRead(_("„%(typed)s“ verstehen wir nicht. Bitte so: 10:00-18:30", typed=text[:40]))
    start, end = _minute(found[1], found[2]), _minute(found[3], found[4])
    if start >= 1440 or end > 1440 or start == end:
        raise NotRead(_("„%(typed)s“ ist keine Zeit von bis. Bitte so: 10:00-18:30", typed=text[:40]))
    return (start, end if end > start else end + 1440)


def _minute(hours: str, minutes: str | None) -> int:
    if int(minutes or 0) > 59:
        return 9999
    return int(hours) * 60 + int(minutes or 0)


def span_text(span: tuple[int, int]) -> str:
    start, end = span
    end = end if end <= 1440 else end - 1440
    return f"{start // 60:02d}:{start % 60:02d}-{end // 60:02d}:{end % 60:02d}"


def read_exceptions(text: str) -> tuple[Exception_, ...]:
    """One a line: "24.12. 10-14", "1.8.2027-15.8.2027 geschlossen". Raises NotRead."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) > MOST_EXCEPTIONS:
        raise NotRead(_("Bitte höchstens %(number)s Ausnahmen.", number=MOST_EXCEPTIONS))
    return tuple(_exception(line) for line in lines)


def _exception(line: str) -> Exception_:
    found = _LINE.match(line)
    if found is None:
        raise NotRead(
            _(
                "„%(typed)s“ verstehen wir nicht. Bitte so: 24.12. 10:00-14:00 oder 1.8.-15.8. geschlossen",
                typed=line[:60],
            )
        )
    first = _date(found[2], found[3], found[4], line)
    last = _date(found[6], found[7], found[8], line) if found["last"] else None
    if last is not None:
        first, last = _same_years(first, last, line)
    spans = read_spans(*found["times"].split(","))
    if len(spans) > MOST_SPANS:
        raise NotRead(_("„%(typed)s“: Bitte höchstens zwei Zeiten an einem Tag.", typed=line[:60]))
    return Exception_(first, last, spans)


def _date(day: str, month: str, year: str | None, line: str) -> tuple[int | None, int, int]:
    try:
        date(int(year or 2024), int(month), int(day))
    except ValueError:
        raise NotRead(_("„%(typed)s“: Diesen Tag gibt es nicht.", typed=line[:60])) from None
    return (int(year) if year else None, int(month), int(day))


def _same_years(
    first: tuple[int | None, int, int], last: tuple[int | None, int, int], line: str
) -> tuple[tuple[int | None, int, int], tuple[int | None, int, int]]:
    """ "1.8.-15.8.2027" means August 2027 twice."""
    if first[0] is None and last[0] is not None:
        first = (last[0] if first[1:] <= last[1:] else last[0] - 1, *first[1:])
    if (first[0] is None) != (last[0] is None) or (first[0] is not None and first > last):  # type: ignore[operator]
        raise NotRead(_("„%(typed)s“: Der letzte Tag liegt vor dem ersten.", typed=line[:60]))
    return first, last


def exceptions_text(week: Week) -> str:
    return "\n".join(_exception_text(one) for one in week.exceptions)


def _exception_text(one: Exception_) -> str:
    days = "-".join(
        f"{day}.{month}.{year or ''}" for year, month, day in (one.first, one.last or one.first)[: 2 if one.last else 1]
    )
    return f"{days} {', '.join(map(span_text, one.spans)) or 'geschlossen'}"
