"""The smaller forms around a talk."""

from typing import Any

from wtforms import BooleanField, FileField, RadioField, StringField, TextAreaField

from app.core.addresses import MailAddress
from app.core.forms import BaseForm, VersionField, at_most, optional, required
from app.webtalks.forms.fields import DayField
from app.webtalks.forms.when import WhenForm


class MoveForm(WhenForm):
    """Another day or time."""


class CancelForm(BaseForm):
    reason = TextAreaField(
        "Warum fällt der Webtalk aus?",
        [required("Bitte schreiben Sie einen Satz für alle, die sich angemeldet haben."), at_most(500)],
    )
    version = VersionField(validators=[optional()])


class SpeakerForm(BaseForm):
    name = StringField("Name", [required("Wie heißt die Person?"), at_most(120)])
    role = StringField("Funktion und Ort", [at_most(200)], description="Zum Beispiel: Citymanagerin, Stadt Lindenau")
    about = TextAreaField("Über die Person", [at_most(800)], description="Zwei, drei Sätze.")
    handle = StringField(
        "Profil im Netzwerk",
        [optional(), at_most(200)],
        description="Nur bei Mitgliedern: Name oder der letzte Teil der Profiladresse, zum Beispiel anna-adler.",
    )
    picture = FileField("Bild", description="JPEG, PNG oder WebP. Bitte nur mit Einverständnis der Person.")


class HostForm(BaseForm):
    handle = StringField(
        "Wer soll den Webtalk leiten?",
        [required("Bitte nennen Sie eine Person."), at_most(200)],
        description="Name oder der letzte Teil der Profiladresse, zum Beispiel anna-adler.",
    )


class DateForm(BaseForm):
    day = DayField("Weiterer Tag", [required("Bitte geben Sie einen Tag an.")])


class EmptyForm(BaseForm):
    """Only the button."""


def answers_form(questions: list[dict[str, Any]], *, guest: bool, in_series: bool) -> BaseForm:
    """The form of a registration, with a field for each question of the talk."""
    fields: dict[str, Any] = {}
    if guest:
        fields["name"] = StringField("Vor- und Nachname", [required("Bitte geben Sie Ihren Namen an."), at_most(120)])
        fields["email"] = StringField(
            "E-Mail-Adresse",
            [required("Bitte geben Sie Ihre E-Mail-Adresse an."), MailAddress()],
            description="Dorthin gehen Bestätigung und Zugang. Außer der Leitung sieht sie niemand.",
        )
        fields["website"] = StringField("Bitte leer lassen", [optional()])
    for one in questions:
        fields[f"frage_{one['key']}"] = _answer(one)
    if in_series:
        fields["all_dates"] = BooleanField(
            "Für alle Termine der Reihe anmelden", description="Auch für solche, die später dazukommen."
        )
    return type("AnswersForm", (BaseForm,), fields)()


def _answer(question: dict[str, Any]) -> Any:
    must = [required("Bitte beantworten Sie diese Frage.")] if question["required"] else [optional()]
    if question["kind"] == "choice":
        return RadioField(question["label"], must, choices=[(one, one) for one in question["options"]])
    return StringField(question["label"], [*must, at_most(500)])


def answers_of(form: BaseForm, questions: list[dict[str, Any]]) -> dict[str, str]:
    """Answers by key of the question; only what was answered."""
    given = {one["key"]: form[f"frage_{one['key']}"].data for one in questions}
    return {key: str(value) for key, value in given.items() if value}
