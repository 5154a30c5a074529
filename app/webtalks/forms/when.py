"""Day and time of a talk, and how it repeats."""

from datetime import datetime

from wtforms import IntegerField, RadioField, SelectField
from wtforms.validators import NumberRange

from app.core import formats
from app.core.forms import BaseForm, VersionField, at_most, optional
from app.webtalks import times
from app.webtalks.forms.fields import DayField, DaysField, TimeField
from app.webtalks.rules import LAST, MOST_DATES, NoDates, Rule, TooManyDates, nth_of

REPEATS = {
    "": "Nein, ein einzelner Termin",
    "weekly-1": "Jede Woche am selben Wochentag",
    "weekly-2": "Alle zwei Wochen am selben Wochentag",
    "weekly-4": "Alle vier Wochen am selben Wochentag",
    "monthly": "Jeden Monat am selben Wochentag, zum Beispiel am 2. Dienstag",
    "monthly-last": "Jeden Monat am letzten dieser Wochentage",
}
MISSING_HOUR = (
    "Am {day} gibt es {time} Uhr nicht: In dieser Nacht springt die Uhr von 2 auf 3 Uhr. Bitte wählen Sie eine andere "
    "Uhrzeit."
)
TWICE = (
    "Am {day} kommt {time} Uhr zweimal, weil die Uhr zurückgestellt wird. Bitte sagen Sie, welche Stunde Sie meinen."
)


class WhenForm(BaseForm):
    """starts_at, ends_at: moments in UTC after a valid form; both None when no day was given and none was needed."""

    needs_day = True

    day = DayField("Tag", [optional()])
    starts = TimeField("Beginn", [optional()])
    ends = TimeField("Ende", [optional()])
    hour = RadioField(
        "Welche Stunde?",
        [optional()],
        choices=[("summer", "Die erste, noch Sommerzeit"), ("winter", "Die zweite, schon Winterzeit")],
        validate_choice=False,
    )
    version = VersionField(validators=[optional()])
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    asks_for_hour = False

    @property
    def later(self) -> bool | None:
        return {"summer": False, "winter": True}.get(self.hour.data or "")

    def validate(self, extra_validators: object = None) -> bool:
        valid = super().validate(extra_validators)
        return self._check_when() and valid

    def _check_when(self) -> bool:
        given = [bool(field.data) for field in (self.day, self.starts, self.ends)]
        if not any(given) and not self.needs_day:
            return True
        for field, there in zip((self.day, self.starts, self.ends), given, strict=True):
            if not there:
                field.errors = ["Bitte füllen Sie dieses Feld aus."]
        if self.day.value is None or self.starts.value is None or self.ends.value is None:
            return False
        return self._read_moments()

    def _read_moments(self) -> bool:
        try:
            self.starts_at = times.moment(self.day.value, self.starts.value, later=self.later)
            self.ends_at = times.moment(self.day.value, self.ends.value, later=self.later)
        except times.NoSuchTime:
            self.starts.errors = [self._sentence(MISSING_HOUR)]
            return False
        except times.TwiceThatDay:
            self.asks_for_hour = True
            self.hour.errors = [self._sentence(TWICE)]
            return False
        return self._check_order()

    def _check_order(self) -> bool:
        if self.starts_at is None or self.ends_at is None:
            return False
        if self.ends_at <= self.starts_at:
            self.ends.errors = ["Das Ende liegt vor dem Beginn. Ein Webtalk beginnt und endet am selben Tag."]
        elif (self.ends_at - self.starts_at).total_seconds() < 300:
            self.ends.errors = ["Ein Webtalk dauert mindestens fünf Minuten."]
        elif self.starts_at.year > 2100:
            self.day.errors = ["Dieser Tag liegt zu weit in der Zukunft."]
        return not (self.ends.errors or self.day.errors)

    def _sentence(self, words: str) -> str:
        return words.format(day=formats.german_date(self.day.value), time=f"{self.starts.value:%H:%M}")


class SeriesPart:
    """Fields of the form that begins a talk: whether it repeats."""

    repeats = SelectField("Wiederholt sich der Webtalk?", choices=list(REPEATS.items()), default="")
    count = IntegerField(
        "Wie viele Termine?",
        [optional(), NumberRange(min=2, message="Eine Reihe hat mindestens zwei Termine.")],
        description=f"Höchstens {MOST_DATES}. Oder geben Sie unten an, wann die Reihe endet.",
    )
    until = DayField("Oder: bis zu welchem Tag?", [optional()])
    skipped = DaysField(
        "An welchen Tagen fällt er aus?",
        [optional(), at_most(2000)],
        description="Zum Beispiel: 22.12.2026, 29.12.2026",
    )


TOO_MANY = (
    f"Das wären mehr als {MOST_DATES} Termine. Bitte legen Sie eine kürzere Reihe an; sie lässt sich später verlängern."
)
NO_DATES = "Mit diesen Angaben gibt es keinen Termin. Bitte prüfen Sie das Ende der Reihe und die ausfallenden Tage."
NO_END = "Wie viele Termine sollen es sein, oder bis wann läuft die Reihe?"


def read_rule(form) -> Rule | None:  # type: ignore[no-untyped-def]
    """The rule of a valid form, or None with a sentence at the field."""
    rhythm, _, more = form.repeats.data.partition("-")
    day = form.day.value
    nth = None if rhythm == "weekly" else LAST if more == "last" else nth_of(day)
    count = form.count.data if form.until.value is None else None
    if count is None and form.until.value is None:
        form.count.errors = [NO_END]
        return None
    every = int(more) if rhythm == "weekly" else 1
    skipped = frozenset(form.skipped.value or ())
    rule = Rule(rhythm, day, every, nth, form.until.value, count, skipped)
    return rule if _has_dates(form, rule) else None


def _has_dates(form, rule: Rule) -> bool:  # type: ignore[no-untyped-def]
    try:
        rule.dates()
    except TooManyDates:
        form.count.errors = [TOO_MANY]
    except NoDates:
        form.count.errors = [NO_DATES]
    else:
        return True
    return False
