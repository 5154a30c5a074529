"""Quarters of the year, in Europe/Berlin."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from app.core import clock
from app.core.languages import N_, _

MONTHS = (N_("Januar bis März"), N_("April bis Juni"), N_("Juli bis September"), N_("Oktober bis Dezember"))


@dataclass(frozen=True, order=True)
class Quarter:
    """number: 1 to 4. str() is what addresses and files carry: "2026-3"."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> Quarter:
        return cls(day.year, (day.month - 1) // 3 + 1)

    @classmethod
    def now(cls) -> Quarter:
        return cls.of(clock.today())

    @classmethod
    def read(cls, text: str) -> Quarter | None:
        """None when the text is no quarter."""
        found = re.fullmatch(r"(20\d\d)-([1-4])", text, re.ASCII)
        return cls(int(found[1]), int(found[2])) if found else None

    def __str__(self) -> str:
        return f"{self.year}-{self.number}"

    @property
    def label(self) -> str:
        return _("%(number)s. Quartal %(year)s", number=self.number, year=self.year)

    @property
    def short(self) -> str:
        return f"{self.number}/{self.year}"

    @property
    def months(self) -> str:
        return f"{_(MONTHS[self.number - 1])} {self.year}"

    @property
    def first(self) -> date:
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def last(self) -> date:
        return self.after.first - timedelta(days=1)

    @property
    def before(self) -> Quarter:
        return Quarter(self.year - 1, 4) if self.number == 1 else Quarter(self.year, self.number - 1)

    @property
    def after(self) -> Quarter:
        return Quarter(self.year + 1, 1) if self.number == 4 else Quarter(self.year, self.number + 1)

    @property
    def is_running(self) -> bool:
        return self.first <= clock.today() <= self.last

    @property
    def compared_until(self) -> date:
        """The last day of the quarter before that is compared with this one: as far into it as today is into this."""
        if not self.is_running:
            return self.before.last
        return min(self.before.last, self.before.first + (clock.today() - self.first))
