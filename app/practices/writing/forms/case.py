"""The steps of the full form of a case."""

from typing import Any

from wtforms import RadioField, StringField, TextAreaField

from app.core.forms import MarkdownField, SizeLimit, at_most, options
from app.places.fields import PlaceField
from app.practices.facts import KINDS, FactKind
from app.practices.writing.forms import checks
from app.practices.writing.forms.step import StepForm
from app.practices.writing.words import AGAIN, CASE_TEXTS, FIGURE_ROWS, LINK_ROWS, STATUSES
from app.topics.fields import TopicsField

NOT_YET = [("", "Dazu sagen wir noch nichts")]


def status_field() -> RadioField:
    choices = options([*STATUSES.items(), *NOT_YET])
    return RadioField("Wie steht es heute?", choices=choices, default="", validate_choice=False)


def again_field(label: str = "Würden Sie es wieder tun?") -> RadioField:
    return RadioField(label, choices=options([*AGAIN.items(), *NOT_YET]), default="", validate_choice=False)


def markdown(name: str, hint: str = "", label: str = "") -> MarkdownField:
    return MarkdownField(label or CASE_TEXTS[name], description=hint)


def day_field(label: str, *, end: bool = False) -> StringField:
    hint = "TT.MM.JJJJ, MM/JJJJ oder nur das Jahr"
    return StringField(label, [at_most(40), checks.day(end=end)], description=hint)


class AboutForm(StepForm):
    title = StringField("Titel", [at_most(200)], description="Was würden Sie einer Kollegin in einem Satz sagen?")
    summary = TextAreaField(
        "Kurz gefasst", [at_most(500)], description="Zwei bis drei Sätze. Sie stehen in Listen und in der Suche."
    )
    place = PlaceField("Ort")
    practice = StringField(
        "Gehört zur Maßnahme",
        [at_most(300), checks.measure],
        description="Titel einer Maßnahme aus dem Netzwerk, wenn eine passt.",
    )
    topics = TopicsField("Themen")
    status = status_field()
    started_on = day_field("Begonnen")
    ended_on = day_field("Beendet", end=True)

    def stored(self) -> dict[str, Any]:
        return {**super().stored(), "depth": "full"}


class HowForm(StepForm):
    problem = markdown("problem", "Wie sah es vorher aus? Zahlen helfen anderen beim Vergleichen.")
    what = markdown("what")
    steps = markdown("steps", "Wer hat was in welcher Reihenfolge getan? Listen liest man am leichtesten.")
    plain_language = TextAreaField(
        "Das Wichtigste in Leichter Sprache", [SizeLimit(20_000)], description="Kurze Sätze. Keine Fremdwörter."
    )


class FactsForm(StepForm):
    """Fields <key>, <key>_source and <key>_as_of for every decision fact; added below."""

    @property
    def rows(self) -> list[dict[str, Any]]:
        """For the template: kind, and its three fields."""
        return [self._row(kind) for kind in KINDS]

    def _row(self, kind: FactKind) -> dict[str, Any]:
        source, as_of = self[f"{kind.key}_source"], self[f"{kind.key}_as_of"]
        return {"kind": kind, "value": self[kind.key], "source": source, "as_of": as_of}


def fact_field(kind: FactKind, label: str = "") -> StringField:
    if kind.is_text:
        return StringField(label or kind.label, [at_most(1000)], description=f"Zum Beispiel: {kind.example}")
    hint = f"Eine Zahl oder eine Spanne, zum Beispiel {kind.example}. Leer heißt: nicht bekannt."
    return StringField(label or kind.label, [at_most(80), checks.amount(kind)], description=hint)


for _kind in KINDS:
    setattr(FactsForm, _kind.key, fact_field(_kind))
    setattr(FactsForm, f"{_kind.key}_source", StringField("Quelle", [at_most(300)]))
    setattr(FactsForm, f"{_kind.key}_as_of", day_field("Stand", end=True))


class ResultForm(StepForm):
    expected = markdown("expected")
    happened = markdown("happened", "Auch was nicht geklappt hat: Daran lernen andere am meisten.")
    lessons = markdown("lessons")
    again = again_field()
    again_why = TextAreaField("Warum?", [at_most(2000)])

    @property
    def figures(self) -> list[list[Any]]:
        """Rows of fields: those that are filled and two more."""
        names = ("label", "before", "after", "unit", "method")
        rows = [[self[f"figure_{row}_{name}"] for name in names] for row in range(FIGURE_ROWS)]
        filled = max((at + 1 for at, row in enumerate(rows) if any(field.data for field in row)), default=0)
        return rows[: filled + 2]


for _row in range(FIGURE_ROWS):
    setattr(ResultForm, f"figure_{_row}_label", StringField("Was wurde gezählt?", [at_most(200)]))
    setattr(ResultForm, f"figure_{_row}_before", StringField("Vorher", [at_most(60)]))
    setattr(ResultForm, f"figure_{_row}_after", StringField("Nachher", [at_most(60)]))
    setattr(ResultForm, f"figure_{_row}_unit", StringField("Einheit", [at_most(60)]))
    setattr(ResultForm, f"figure_{_row}_method", StringField("Wie wurde gezählt?", [at_most(2000)]))


class ContactForm(StepForm):
    contact_name = StringField(
        "Name oder Funktion",
        [at_most(120)],
        description="Steht auf der Seite, höchstens ein Jahr lang. Am besten eine Stelle: Wirtschaftsförderung.",
    )
    mailbox = StringField(
        "E-Mail-Adresse für Fragen",
        [at_most(254), checks.email],
        description="Wird nie gezeigt. Bleibt sie leer, gehen Fragen an das Postfach Ihrer Organisation.",
    )

    @property
    def links(self) -> list[tuple[Any, Any]]:
        rows = [(self[f"link_{row}_title"], self[f"link_{row}_url"]) for row in range(LINK_ROWS)]
        filled = max((at + 1 for at, row in enumerate(rows) if any(field.data for field in row)), default=0)
        return rows[: filled + 1]


for _row in range(LINK_ROWS):
    setattr(ContactForm, f"link_{_row}_title", StringField("Was findet man dort?", [at_most(300)]))
    setattr(ContactForm, f"link_{_row}_url", StringField("Adresse", [at_most(1000), checks.web_address]))
