"""Which days a series falls on: "jeden 2. Dienstag", in days of Europe/Berlin; the time of day is added by times.py."""

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

MOST_DATES = 60
WEEKDAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
LAST = -1


class TooManyDates(ValueError):
    """More than MOST_DATES dates; number: how many, or None when nobody counted on."""


class NoDates(ValueError):
    """The rule gives no day at all."""


@dataclass(frozen=True)
class Rule:
    """See models.Series. count counts the dates that are left after skipping."""

    rhythm: str
    starts_on: date
    every: int = 1
    nth: int | None = None
    ends_on: date | None = None
    count: int | None = None
    skipped: frozenset[date] = frozenset()

    def dates(self) -> list[date]:
        """All days, in order. Raises TooManyDates, NoDates."""
        if self.count is not None and self.count > MOST_DATES:
            raise TooManyDates
        found: list[date] = []
        for day in self._days():
            if self.ends_on is not None and day > self.ends_on:
                break
            if day not in self.skipped:
                found.append(day)
            if len(found) == self.count:
                break
            if len(found) > MOST_DATES:
                raise TooManyDates
        if not found:
            raise NoDates
        return found

    def _days(self) -> Iterator[date]:
        return self._weekly() if self.rhythm == "weekly" else self._monthly()

    def _weekly(self) -> Iterator[date]:
        day = self.starts_on
        while day.year < 9990:
            yield day
            day += timedelta(weeks=self.every)

    def _monthly(self) -> Iterator[date]:
        month = self.starts_on.year * 12 + self.starts_on.month - 1
        while month < 9990 * 12:
            day = nth_weekday(month // 12, month % 12 + 1, self.starts_on.weekday(), self.nth or 1)
            if day >= self.starts_on:
                yield day
            month += self.every

    def words(self) -> str:
        """Jede Woche am Dienstag · Alle 2 Wochen am Dienstag · Am 2. Dienstag im Monat."""
        weekday = WEEKDAYS[self.starts_on.weekday()]
        if self.rhythm == "weekly":
            return f"Jede Woche am {weekday}" if self.every == 1 else f"Alle {self.every} Wochen am {weekday}"
        which = "letzten" if self.nth == LAST else f"{self.nth}."
        months = "im Monat" if self.every == 1 else f"alle {self.every} Monate"
        return f"Am {which} {weekday} {months}"


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """The nth (1 to 4; -1: the last) of a weekday (0: Monday) in a month."""
    if nth == LAST:
        end = date(year, month, calendar.monthrange(year, month)[1])
        return end - timedelta(days=(end.weekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))


def nth_of(day: date) -> int:
    """Which one of its weekday in its month; the fifth is told as the last."""
    number = (day.day - 1) // 7 + 1
    return LAST if number == 5 else number
