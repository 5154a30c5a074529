"""The steps of a measure."""

from wtforms import StringField, TextAreaField

from app.core.forms import MarkdownField, at_most
from app.practices.writing.forms.step import StepForm, TopicsField
from app.practices.writing.words import MEASURE_LINES, MEASURE_TEXTS


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


for _name, (_label, _longest) in MEASURE_LINES.items():
    setattr(MeasureHowForm, _name, StringField(_label, [at_most(_longest)]))
