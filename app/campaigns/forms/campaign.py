"""Beginning a campaign, and everything it says."""

from collections.abc import Mapping
from typing import Any

from wtforms import HiddenField, RadioField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.widgets import CheckboxInput, ListWidget

from app.campaigns import window
from app.campaigns.kinds import COVERS, OCCASIONS, OVER
from app.campaigns.models import Campaign
from app.campaigns.services.parts import IsOver
from app.campaigns.services.writing import Plan, plan_of, window_problem
from app.core.forms import BaseForm, MarkdownField, VersionField, at_most, required
from app.shops.kinds import HELPS
from app.webtalks.typed import NotRead, read_day, read_time

DAY_HINT = "Zum Beispiel: 24.11.2026"


class BeginForm(BaseForm):
    town = SelectField("Für welche Gemeinde?", coerce=str)
    title = StringField(
        "Wie heißt die Hilfsaktion?",
        [required("Bitte geben Sie einen Namen an."), at_most(120)],
        description="Zum Beispiel: Hauptstraße offen, auch wenn gebaut wird",
    )
    occasion = SelectField(
        "Was ist der Anlass?",
        [required("Bitte wählen Sie den Anlass.")],
        choices=[("", "Bitte wählen"), *OCCASIONS.items()],
    )


class CampaignForm(BaseForm):
    """version: of what is typed and not saved; marks: of what the form showed. plan() after it is valid."""

    version = VersionField()
    marks = HiddenField()
    title = StringField("Name der Hilfsaktion", [required("Bitte geben Sie einen Namen an."), at_most(120)])
    occasion = SelectField("Was ist der Anlass?", choices=list(OCCASIONS.items()))
    summary = TextAreaField(
        "In Kürze", [at_most(300)], description="Ein, zwei Sätze für Listen, Banner und zum Weitersagen."
    )
    story = MarkdownField(
        "Was ist passiert, und wie hilft man?",
        description="Was erleben die Läden, was tut die Stadt, was bewirkt Hilfe?",
    )
    helps = SelectMultipleField(
        "Welche Hilfe wünschen Sie sich?",
        choices=list(HELPS.items()),
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    covers = RadioField(
        "Wer macht mit?",
        choices=list(COVERS.items()),
        description="Jeder Laden, den jemand betreut, bekommt Bescheid und kann Nein sagen.",
    )
    starts_day = StringField("Erster Tag", [at_most(20)], description=DAY_HINT)
    starts_time = StringField("Uhrzeit am ersten Tag", [at_most(12)], description="Ohne Angabe: mit Beginn des Tages")
    ends_day = StringField("Letzter Tag", [at_most(20)], description=DAY_HINT)
    ends_time = StringField("Uhrzeit am letzten Tag", [at_most(12)], description="Ohne Angabe: bis Mitternacht")
    contact = StringField(
        "Fragen an",
        [at_most(300)],
        description="Steht öffentlich auf der Seite: Stelle, Telefon oder Funktionspostfach, kein privater Name.",
    )

    campaign: Campaign | None = None
    starts_at: Any = None
    ends_at: Any = None

    def validate(self, extra_validators: Any = None) -> bool:
        valid = super().validate(extra_validators)
        return self._check_window() and self._check_covers() and valid

    def _check_covers(self) -> bool:
        """What is over has its shops."""
        if self.campaign is None or self.campaign.phase != OVER or self.covers.data == self.campaign.covers:
            return True
        self.covers.errors = [str(IsOver())]
        return False

    def _check_window(self) -> bool:
        self.starts_at = self._moment("starts", window.starting)
        self.ends_at = self._moment("ends", window.ending)
        for one, other in ((self.starts_day, self.ends_day), (self.ends_day, self.starts_day)):
            if one.data and not other.data:
                other.errors = ["Bitte geben Sie beide Tage an."]
        if self.starts_at and self.ends_at and self.campaign is not None:
            problem = window_problem(self.campaign, self.starts_at, self.ends_at)
            self.ends_day.errors = [problem] if problem else self.ends_day.errors
        elif self.campaign is not None and self.campaign.subject.state == "published" and not self.starts_day.data:
            self.starts_day.errors = ["Eine öffentliche Hilfsaktion braucht einen Zeitraum."]
        parts = (self.starts_day, self.starts_time, self.ends_day, self.ends_time)
        return not any(part.errors for part in parts)

    def _moment(self, name: str, read: Any) -> Any:
        day, at = self[f"{name}_day"], self[f"{name}_time"]
        if not day.data:
            return None
        try:
            given = read_day(day.data)
        except NotRead as problem:
            day.errors = [str(problem)]
            return None
        try:
            return read(given, read_time(at.data) if at.data else None)
        except (NotRead, window.BadMoment) as problem:
            at.errors = [str(problem)]
            return None

    def plan(self) -> Plan:
        words = {name: self[name].data or "" for name in ("title", "occasion", "summary", "contact")}
        return Plan(
            **words,
            story_md=self.story.data or "",
            covers=self.covers.data or "town",
            helps=tuple(code for code in HELPS if code in (self.helps.data or ())),
            starts_at=self.starts_at,
            ends_at=self.ends_at,
        )


KEPT = (
    "title",
    "occasion",
    "summary",
    "story",
    "covers",
    "starts_day",
    "starts_time",
    "ends_day",
    "ends_time",
    "contact",
)
"""Fields an autosaved draft holds, as typed; helps beside them."""
LABELS = {
    "title": "Name der Hilfsaktion",
    "occasion": "Anlass",
    "summary": "In Kürze",
    "story": "Was ist passiert, und wie hilft man?",
    "covers": "Wer macht mit?",
    "contact": "Fragen an",
    "helps": "Welche Hilfe wünschen Sie sich?",
    "window": "Zeitraum",
}
"""Of the parts of a Plan, for two versions side by side."""


def stored(campaign: Campaign) -> dict[str, Any]:
    """What the form shows first."""
    plan = plan_of(campaign)
    words = {name: getattr(plan, name) for name in ("title", "occasion", "summary", "covers", "contact")}
    return {**words, "story": plan.story_md, "helps": list(plan.helps), **window.typed(plan.starts_at, plan.ends_at)}


def shown(name: str, values: Mapping[str, Any]) -> str:
    """One part of Plan.values() in words."""
    value = values.get(name)
    if name == "window":
        return " bis ".join(window.typed_moment(one) for one in value or [])
    if name == "helps":
        return ", ".join(HELPS[code] for code in value or [])
    return str({"occasion": OCCASIONS, "covers": COVERS}.get(name, {}).get(str(value), value) or "")
