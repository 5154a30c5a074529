from typing import Any

from wtforms import BooleanField, StringField, TextAreaField
from wtforms.validators import ValidationError

from app.core.forms import BaseForm, at_most, required

FEWEST_OPTIONS, MOST_OPTIONS, LONGEST_OPTION = 2, 8, 120


class PollForm(BaseForm):
    text = StringField("Frage der Umfrage", [required("Bitte schreiben Sie die Frage."), at_most(300)])
    options = TextAreaField(
        "Antworten",
        [required("Bitte schreiben Sie die Antworten, jede in eine eigene Zeile.")],
        description="Zwei bis acht Antworten, jede in eine eigene Zeile.",
    )
    is_multiple = BooleanField("Mehrere Antworten erlauben")

    def validate_options(self, field: Any) -> None:
        lines = self.option_list
        if not FEWEST_OPTIONS <= len(lines) <= MOST_OPTIONS:
            raise ValidationError(f"Bitte zwei bis acht Antworten, jede in eine eigene Zeile; es sind {len(lines)}.")
        if len({one.casefold() for one in lines}) < len(lines):
            raise ValidationError("Eine Antwort steht zweimal da.")
        if any(len(one) > LONGEST_OPTION for one in lines):
            raise ValidationError(f"Bitte höchstens {LONGEST_OPTION} Zeichen je Antwort.")

    @property
    def option_list(self) -> list[str]:
        return [line.strip() for line in (self.options.data or "").splitlines() if line.strip()]
