"""Writing a recap: its words in one form, its slides in another, so that no chosen file is lost over a word."""

from collections.abc import Sequence
from typing import Any

from wtforms import BooleanField, FileField, StringField, TextAreaField

from app.core.forms import BaseForm, MarkdownField, VersionField, at_most, optional, required
from app.core.uploads import FileSize
from app.webtalks.afterwards.models import STATEMENTS, Recap
from app.webtalks.afterwards.services import RecapText
from app.webtalks.forms.talk import WebAddress

NUMBERS = ("Erster", "Zweiter", "Dritter")


class RecapForm(BaseForm):
    """Nothing is required here: it may be saved half filled. Publishing says what is missing."""

    summary = TextAreaField(
        "Kurz gefasst",
        [at_most(600)],
        description="Worum ging es, und für wen lohnt sich das Nachlesen? Ein bis drei Sätze; sie stehen in Listen.",
    )
    text = MarkdownField(
        "Mehr dazu", description="Was besprochen wurde, wohin die Links führen, was als Nächstes passiert."
    )
    version = VersionField(validators=[optional()])

    def words(self, questions: Sequence[Any]) -> RecapText:
        statements = [self[f"statement_{number}"].data for number in range(1, STATEMENTS + 1)]
        return RecapText(
            summary=self.summary.data or "",
            statements=[one for one in statements if one],
            text_md=self.text.data or "",
            answers={one.id: self[answer_field(one)].data or "" for one in questions},
        )


def recap_form(recap: Recap | None, questions: Sequence[Any]) -> RecapForm:
    """With a field for each statement and each question that stayed open."""
    fields: dict[str, Any] = {
        f"statement_{number}": StringField(f"{NUMBERS[number - 1]} Satz, der bleibt", [at_most(300)])
        for number in range(1, STATEMENTS + 1)
    }
    fields |= {answer_field(one): TextAreaField(one.text, [at_most(4000)]) for one in questions}
    return type("OwnRecapForm", (RecapForm,), fields)(data=_stored(recap, questions))  # type: ignore[no-any-return]


def answer_field(question: Any) -> str:
    return f"antwort_{question.public_id}"


def _stored(recap: Recap | None, questions: Sequence[Any]) -> dict[str, Any]:
    if recap is None:
        return {"version": 0}
    statements = {f"statement_{number}": text for number, text in enumerate(recap.statements, 1)}
    answers = {answer_field(one): one.answer or "" for one in questions}
    words = {"summary": recap.subject.summary, "text": recap.text_md, "version": recap.subject.version}
    return {**words, **statements, **answers}


class SlidesForm(BaseForm):
    title = StringField(
        "Wie heißen die Folien?",
        [required("Bitte geben Sie den Folien einen Namen, den man vorlesen kann."), at_most(200)],
        description="Zum Beispiel: Folien von Anke Brinkmann, Leerstand in Zahlen",
    )
    description = TextAreaField(
        "Was ist auf den Folien zu sehen?",
        [at_most(2000)],
        description="Für alle, die Bilder und Diagramme nicht sehen: das Wichtigste daraus in Worten.",
    )
    file = FileField("Datei", [FileSize()], description="PDF oder PPTX; ein PDF mit Tags lässt sich gut vorlesen.")


class RecordingFilesForm(BaseForm):
    """Where the recording is, and its captions. large: bytes are not read into memory."""

    url = StringField(
        "Adresse der Aufzeichnung",
        [WebAddress(), at_most(1000)],
        description="Wenn sie schon auf einem Videoserver liegt, zum Beispiel https://video.example.de/w/…",
    )
    file = FileField("Oder: Aufzeichnung hochladen", description="MP4 oder WebM.")
    captions = FileField(
        "Untertitel (WebVTT)",
        [FileSize()],
        description="Eine Datei mit der Endung .vtt. Mit ihr ist die Aufzeichnung auch für Menschen da, die nicht "
        "hören, und die Suche findet, was gesagt wurde.",
    )
    has_captions_elsewhere = BooleanField("Die Aufzeichnung unter der Adresse oben hat schon Untertitel")
    confirmed = BooleanField(
        "Alle, die zu sehen oder zu hören sind, kamen durch die Tür auf dieser Seite oder haben mir zugestimmt",
        description="Auch wer mit einem weitergegebenen Link oder per Telefon dazukam.",
    )
