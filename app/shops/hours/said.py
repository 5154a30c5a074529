"""Opening hours in a few short German lines, for mails and small pages."""

import itertools
from collections.abc import Sequence

from app.shops.hours.typed import exceptions_text, span_text
from app.shops.hours.week import Spans, Week, from_syntax

SHORT = ("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So")


def hours_said(opening_hours: str | None, hours_text: str) -> list[str]:
    """["Mo bis Fr: 10:00 bis 18:30", "Sa und So: geschlossen", "An Feiertagen: geschlossen"]; the words last.

    What no form can say stands as it is written.
    """
    week = from_syntax(opening_hours) if opening_hours else None
    lines = _lines(week) if week else [opening_hours] if opening_hours else []
    return [*lines, *([hours_text] if hours_text else [])]


def _lines(week: Week) -> list[str]:
    runs = [[number for number, _ in run] for _, run in itertools.groupby(enumerate(week.days), key=lambda one: one[1])]
    lines = [f"{_days(run)}: {_times(week.days[run[0]])}" for run in runs]
    if week.holidays is not None:
        lines.append(f"An Feiertagen: {_times(week.holidays)}")
    return [*lines, *exceptions_text(week).splitlines()]


def _days(run: Sequence[int]) -> str:
    if len(run) == 1:
        return SHORT[run[0]]
    return f"{SHORT[run[0]]} {'und' if len(run) == 2 else 'bis'} {SHORT[run[-1]]}"


def _times(spans: Spans) -> str:
    return ", ".join(span_text(one).replace("-", " bis ") for one in spans) or "geschlossen"
