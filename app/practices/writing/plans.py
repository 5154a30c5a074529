"""How each kind of entry is written: its steps, and the words for it."""

from dataclasses import dataclass, field

from app.practices.kinds import CASE, PRACTICE
from app.practices.writing import forms


@dataclass(frozen=True)
class Step:
    """slug: in the address. template: draws the fields. names: fields beside those of the form, for finding a step."""

    slug: str
    title: str
    form: type[forms.StepForm]
    template: str

    def holds(self, name: str) -> bool:
        """Is this field of the draft written in this step?"""
        if self.slug == "bilder":
            return name.rsplit("_", 1)[-1].isdigit() and not name.startswith(("figure_", "link_", "related_"))
        return hasattr(self.form, name)


@dataclass(frozen=True)
class Plan:
    """the: with its article, e.g. "das Praxisbeispiel". shelf: first part of the address."""

    kind: str
    shelf: str
    word: str
    plural: str
    the: str
    steps: tuple[Step, ...]
    short: Step | None = None
    extra: tuple[Step, ...] = field(default=())

    def step(self, slug: str) -> Step | None:
        return next((one for one in (*self.steps, *self.extra) if one.slug == slug), None)

    def steps_of(self, data: dict) -> tuple[Step, ...]:
        """The way through this draft: the short version asks its five questions and for pictures."""
        if self.short and data.get("depth") != "full":
            return self.extra
        return self.steps


FILES = Step("bilder", "Bilder und Belege", forms.FilesForm, "practices/writing/files.html")
SHORT = Step("fuenf-fragen", "Fünf Fragen", forms.ShortForm, "practices/writing/short.html")
CASES = Plan(
    kind=CASE,
    shelf="praxisbeispiele",
    word="Praxisbeispiel",
    plural="Praxisbeispiele",
    the="das Praxisbeispiel",
    steps=(
        Step("worum", "Worum geht es?", forms.AboutForm, "practices/writing/about.html"),
        Step("vorgehen", "Vorgehen", forms.HowForm, "practices/writing/how.html"),
        Step("zahlen", "Zahlen und Fakten", forms.FactsForm, "practices/writing/facts.html"),
        Step("ergebnis", "Ergebnis", forms.ResultForm, "practices/writing/result.html"),
        FILES,
        Step("kontakt", "Kontakt und Links", forms.ContactForm, "practices/writing/contact.html"),
    ),
    short=SHORT,
    extra=(SHORT, FILES),
)
MEASURES = Plan(
    kind=PRACTICE,
    shelf="massnahmen",
    word="Maßnahme",
    plural="Maßnahmen",
    the="die Maßnahme",
    steps=(
        Step("worum", "Worum geht es?", forms.MeasureAboutForm, "practices/writing/measure_about.html"),
        Step("vorgehen", "Vorgehen", forms.MeasureHowForm, "practices/writing/measure_how.html"),
        Step("aehnliche", "Ähnliche Maßnahmen", forms.RelatedForm, "practices/writing/measure_related.html"),
        FILES,
    ),
)
BY_KIND = {plan.kind: plan for plan in (CASES, MEASURES)}
BY_SHELF = {plan.shelf: plan for plan in (CASES, MEASURES)}
SHELVES = "any(praxisbeispiele, massnahmen)"
"""For routes: "/<any(praxisbeispiele, massnahmen):shelf>/…"."""
