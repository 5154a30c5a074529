"""Announcing a talk: everything but when."""

from datetime import time
from typing import Any
from urllib.parse import SplitResult, urlsplit

from sqlalchemy import select
from wtforms import BooleanField, IntegerField, RadioField, StringField, TextAreaField
from wtforms.validators import NumberRange, ValidationError

from app.core.forms import MarkdownField, at_most, optional, required
from app.core.subjects import FormerSlug, Subject, open_only, subject_types
from app.extensions import db
from app.topics.fields import TopicsField
from app.topics.queries import topic_choices
from app.webtalks.forms.fields import AddressesField, LinesField, QuestionsField
from app.webtalks.forms.when import SeriesPart, WhenForm
from app.webtalks.kinds import ADMISSIONS, MEETINGS
from app.webtalks.services.plans import Plan
from app.webtalks.typed import NotRead, read_agenda

READERS = {"public": "Alle", "members": "Nur Mitglieder des Netzwerks"}
NOON = time(12)


class WebAddress:
    def __call__(self, form: Any, field: Any) -> None:
        parts = _parts(field.data or "")
        if field.data and (parts.scheme != "https" or not parts.hostname or len(field.data) > 1000):
            raise ValidationError("Bitte geben Sie die ganze Adresse an; sie beginnt mit https://")


def _parts(text: str) -> SplitResult:
    """Of an address; empty ones when it is none."""
    try:
        return urlsplit(text)
    except ValueError:
        return urlsplit("")


def read_links(text: str) -> list[int]:
    """Addresses of measures and cases of this site, one a line → ids."""
    return [_linked(line.strip()) for line in text.splitlines() if line.strip()]


def _linked(line: str) -> int:
    path = _parts(line).path.rstrip("/")
    for kind in subject_types().values():
        prefix = kind.path.format(slug="")
        if path.startswith(prefix) and kind.kind in ("practice", "case_study"):
            number = _open_subject(kind.kind, path.removeprefix(prefix))
            if number is not None:
                return number
    raise NotRead(f"„{line[:100]}“ ist keine Adresse einer Maßnahme oder eines Praxisbeispiels hier.")


def _open_subject(kind: str, slug: str) -> int | None:
    former = select(FormerSlug.subject_id).where(FormerSlug.kind == kind, FormerSlug.slug == slug)
    named = (Subject.slug == slug) | Subject.id.in_(former)
    return db.session.scalar(open_only(select(Subject.id)).where(Subject.kind == kind, named).limit(1))


class TalkForm(WhenForm):
    """Also for changes; then without owner and repeats, and without the time once it is published."""

    needs_day = False

    title = StringField("Titel", [required("Wie heißt der Webtalk?"), at_most(200)])
    summary = TextAreaField(
        "Kurz gefasst", [at_most(500)], description="Ein bis zwei Sätze. Sie stehen in Listen und in der Suche."
    )
    description = MarkdownField("Worum geht es?", description="Für wen ist der Webtalk, und was nimmt man mit?")
    topics = TopicsField("Themen")
    agenda = LinesField(
        "Ablauf",
        str,
        [at_most(6000)],
        description="Eine Zeile je Punkt, mit Uhrzeit: 10:05 Wie Lindenau es gemacht hat",
    )
    links = LinesField(
        "Maßnahmen und Praxisbeispiele dazu",
        read_links,
        [at_most(6000)],
        description="Ihre Adressen auf dieser Seite, eine je Zeile, zum Beispiel /massnahmen/leerstandsmelder",
    )
    visibility = RadioField("Wer sieht die Ankündigung?", choices=list(READERS.items()), default="public")
    admission = RadioField("Wer darf sich anmelden?", choices=list(ADMISSIONS.items()), default="members")
    invited = AddressesField(
        "Wer ist eingeladen?",
        [at_most(60_000)],
        description="E-Mail-Adressen, eine je Zeile. Nur nötig, wenn sich nur Eingeladene anmelden dürfen.",
    )
    capacity = IntegerField(
        "Wie viele Plätze gibt es?",
        [optional(), NumberRange(min=1, max=10_000, message="Bitte eine Zahl von 1 bis 10.000, oder nichts.")],
        description="Leer lassen, wenn alle kommen können. Sind alle Plätze vergeben, entsteht eine Warteliste.",
    )
    asks_to_confirm = BooleanField(
        "Zwei Tage vorher fragen, wer kommt",
        default=True,
        description="Nur wenn er ausgebucht ist. Unbestätigte Plätze gehen einen Tag vorher an die Warteliste.",
    )
    questions = QuestionsField(
        "Fragen bei der Anmeldung",
        [at_most(4000)],
        description="Eine Frage je Zeile; * am Ende heißt: muss beantwortet werden. Auswahl: Welcher Teil? | A | B",
    )
    meeting = RadioField("Wo trifft man sich?", choices=list(MEETINGS.items()), default="jitsi")
    meeting_url = StringField(
        "Adresse des Treffens",
        [WebAddress()],
        description="Nur Angemeldete sehen sie. Beim Videoraum dieses Netzwerks: der Ausweichraum bei Störung.",
    )
    dial_in = TextAreaField(
        "Einwahl mit dem Telefon", [at_most(1000)], description="Nummer und Kennzahl, falls es eine Einwahl gibt."
    )
    for_all = BooleanField("Auch für alle späteren Termine der Reihe übernehmen")

    def __init__(self, *arguments: Any, **values: Any) -> None:
        super().__init__(*arguments, **values)
        self.topics.choices = topic_choices()

    def validate(self, extra_validators: object = None) -> bool:
        valid = super().validate(extra_validators)
        if self.meeting.data == "link" and not self.meeting_url.data:
            self.meeting_url.errors = ["Bitte tragen Sie die Adresse des Treffens ein."]
            valid = False
        return self._read_agenda() and valid

    def _read_agenda(self, starts: time | None = None) -> bool:
        self.points: list[dict[str, Any]] = []
        starts = starts or self.clock_start or self.starts.value
        if not self.agenda.data:
            return True
        try:
            if starts is None:
                raise NotRead("Bitte geben Sie zuerst an, wann der Webtalk beginnt.")
            self.points = read_agenda(self.agenda.data, starts)
        except NotRead as problem:
            self.agenda.errors = [str(problem)]
            return False
        return True

    clock_start: time | None = None
    """The start on the wall, where the form itself does not ask for it."""

    def plan(self) -> Plan:
        """What a valid form says."""
        return Plan(
            title=self.title.data or "",
            summary=self.summary.data or "",
            description_md=self.description.data or "",
            starts_at=self.starts_at,
            ends_at=self.ends_at,
            visibility=self.visibility.data,
            admission=self.admission.data,
            capacity=self.capacity.data,
            asks_to_confirm=bool(self.asks_to_confirm.data),
            meeting=self.meeting.data,
            meeting_url=self.meeting_url.data or "",
            dial_in=self.dial_in.data or "",
            topics=self.topics.data or (),
            links=self.links.value or (),
            invited=self.invited.value or (),
            questions=self.questions.value or [],
            agenda=self.points,
        )


class NewTalkForm(TalkForm, SeriesPart):
    owner = RadioField("Für welche Organisation?", validate_choice=True)
