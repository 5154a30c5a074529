"""Opening hours without any syntax: one row per weekday, holidays, exceptions; the syntax for those who have it."""

from typing import Any

from wtforms import HiddenField, RadioField, StringField, TextAreaField

from app.core.forms import BaseForm, at_most
from app.core.languages import _, _l
from app.shops.hours.opening import NAMES
from app.shops.hours.syntax import LONGEST, Unreadable, is_readable, normal
from app.shops.hours.typed import NotRead, exceptions_text, read_exceptions, read_spans, span_text
from app.shops.hours.week import Week, from_syntax, to_syntax

HOLIDAYS = {"closed": _l("Geschlossen"), "own": _l("Eigene Zeiten"), "unsaid": _l("Keine Angabe")}
UNREADABLE = _l(
    "Diese Angabe verstehen wir nicht sicher. Bitte nutzen Sie die Tabelle, oder schreiben Sie sie in Worten."
)
TOO_LONG = _l("Das sind zu viele verschiedene Zeiten. Bitte schreiben Sie die Ausnahmen in Worten.")


def _span(label: Any) -> StringField:
    return StringField(label, [at_most(40)])


class HoursForm(BaseForm):
    """day_1_1 … day_7_2: from-to of Monday to Sunday; after validation `syntax_text` says what the form means."""

    holidays = RadioField(_l("An Feiertagen"), choices=list(HOLIDAYS.items()), default="closed")
    holiday_1, holiday_2 = _span(_l("Eigene Zeiten von bis")), _span(_l("und von bis"))
    exceptions = TextAreaField(
        _l("Ausnahmen"),
        [at_most(2_000)],
        description=_l("Eine je Zeile, zum Beispiel: 24.12. 10:00-14:00 oder 1.8.-15.8.2027 geschlossen"),
    )
    words = TextAreaField(
        _l("In Worten"),
        [at_most(1_000)],
        description=_l("Was die Tabelle nicht sagen kann, zum Beispiel: nach Vereinbarung. Steht so auf der Seite."),
    )
    syntax = TextAreaField(
        _l("Öffnungszeiten in der Schreibweise von OpenStreetMap"),
        [at_most(LONGEST)],
        description=_l("Zum Beispiel: Mo-Fr 10:00-18:30; PH off. Steht hier etwas, gilt es statt der Tabelle."),
    )
    marks = HiddenField()
    """Of what the form showed, as core.merging makes them."""
    syntax_text: str | None = None

    def said(self) -> dict[str, str]:
        """Hours and words, by part, of a valid form."""
        return {"hours": self.syntax_text or "", "words": self.words.data or ""}

    def rows(self) -> list[tuple[str, Any, Any]]:
        """(weekday, first field, second field)."""
        return [(_(name), self[f"day_{number}_1"], self[f"day_{number}_2"]) for number, name in enumerate(NAMES, 1)]

    def validate(self, extra_validators: object = None) -> bool:
        if not super().validate(extra_validators):
            return False
        return self._read_syntax() if self.syntax.data else self._read_week()

    def _read_syntax(self) -> bool:
        try:
            self.syntax_text = normal(self.syntax.data or "")
        except Unreadable:
            self.syntax.errors = [UNREADABLE]
            return False
        return True

    def _read_week(self) -> bool:
        days = [self._read(first, second) for _name, first, second in self.rows()]
        own = self._read(self.holiday_1, self.holiday_2) if self.holidays.data == "own" else ()
        exceptions = self._exceptions()
        if self.holidays.data == "own" and own == () and not self.holiday_1.errors:
            self.holiday_1.errors = [_("Bitte tragen Sie die Zeiten an Feiertagen ein.")]
        if self.errors or exceptions is None:
            return False
        week = Week(tuple(day or () for day in days), None if self.holidays.data == "unsaid" else own, exceptions)
        return self._say(week)

    def _say(self, week: Week) -> bool:
        if not any(week.days) and not week.exceptions and not week.holidays:
            return True  # only words, or nothing: not known
        self.syntax_text = to_syntax(week)
        if is_readable(self.syntax_text):
            return True
        self.exceptions.errors = [TOO_LONG]
        return False

    def _read(self, *fields: Any) -> Any:
        try:
            return read_spans(*(field.data or "" for field in fields))
        except NotRead as problem:
            fields[0].errors = [str(problem)]
            return None

    def _exceptions(self) -> Any:
        try:
            return read_exceptions(self.exceptions.data or "")
        except NotRead as problem:
            self.exceptions.errors = [str(problem)]
            return None


for _number, _name in enumerate(NAMES, 1):
    setattr(HoursForm, f"day_{_number}_1", _span(_l(_name)))
    setattr(HoursForm, f"day_{_number}_2", _span(_l("%(day)s, zweite Zeit", day=_l(_name))))


def stored_hours(opening_hours: str | None, words: str) -> dict[str, Any]:
    """What the form shows first; syntax that the table cannot say stands in its own field."""
    week = from_syntax(opening_hours) if opening_hours else Week(((),) * 7, ())
    if week is None:
        return {"syntax": opening_hours, "words": words, "holidays": "unsaid"}
    shown: dict[str, Any] = {"words": words, "exceptions": exceptions_text(week)}
    shown["holidays"] = "unsaid" if week.holidays is None else "own" if week.holidays else "closed"
    for number, spans in enumerate([*week.days, week.holidays or ()], 1):
        for place, span in enumerate(spans, 1):
            shown[f"day_{number}_{place}" if number <= 7 else f"holiday_{place}"] = span_text(span)
    return shown
