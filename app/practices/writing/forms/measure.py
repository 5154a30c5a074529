"""The steps of a measure."""

from typing import Any

from wtforms import SelectField, StringField, TextAreaField

from app.core.formats import number
from app.core.forms import MarkdownField, at_most, options
from app.practices.writing.forms import checks
from app.practices.writing.forms.step import StepForm
from app.practices.writing.words import (
    MEASURE_LINES,
    MEASURE_TEXTS,
    RATING_STEPS,
    RATING_WORDS,
    RATINGS,
    RELATED_ROWS,
)
from app.topics.fields import TopicsField

RATING_CHOICES = [("", "Dazu sagen wir nichts")] + [
    (name, f"{number(value, 1)} von 3" + (f": {RATING_WORDS[value]}" if value in RATING_WORDS else ""))
    for name, value in RATING_STEPS.items()
]


class MeasureAboutForm(StepForm):
    title = StringField("Titel", [at_most(200)], description="So heißt die Maßnahme überall, nicht nur in einem Ort.")
    summary = TextAreaField(
        "Kurz gefasst", [at_most(500)], description="Zwei bis drei Sätze. Sie stehen in Listen und in der Suche."
    )
    problem = MarkdownField(MEASURE_TEXTS["problem"])
    idea = MarkdownField(MEASURE_TEXTS["idea"])
    topics = TopicsField("Themen")


class MeasureHowForm(StepForm):
    steps = MarkdownField(MEASURE_TEXTS["steps"])
    effects = MarkdownField(MEASURE_TEXTS["effects"])
    pitfalls = MarkdownField(MEASURE_TEXTS["pitfalls"])
    rating_effect = SelectField(RATINGS["rating_effect"], choices=options(RATING_CHOICES), validate_choice=False)
    rating_effort = SelectField(RATINGS["rating_effort"], choices=options(RATING_CHOICES), validate_choice=False)


class RelatedForm(StepForm):
    """Fields related_0 and so on; added below."""

    @property
    def rows(self) -> list[Any]:
        """Those that are filled and three more."""
        rows = [self[f"related_{row}"] for row in range(RELATED_ROWS)]
        filled = max((at + 1 for at, field in enumerate(rows) if field.data), default=0)
        return rows[: filled + 3]


for _row in range(RELATED_ROWS):
    setattr(RelatedForm, f"related_{_row}", StringField(f"Maßnahme {_row + 1}", [at_most(300), checks.measure]))
for _name, (_label, _longest) in MEASURE_LINES.items():
    setattr(MeasureHowForm, _name, StringField(_label, [at_most(_longest)]))
