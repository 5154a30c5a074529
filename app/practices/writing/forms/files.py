"""Words for the pictures and documents of a draft: one set of fields for each file."""

from typing import Any

from flask_wtf.file import FileField
from wtforms import BooleanField, SelectField, StringField, TextAreaField

from app.core.forms import at_most, options
from app.practices.writing.forms.step import StepForm
from app.practices.writing.pieces import FileText
from app.practices.writing.words import EVIDENCE

HINT = (
    "Bilder als JPEG, PNG oder WebP, Belege als PDF, DOCX, ODT oder PPTX, bis 20 MB. Ort und Kamera, die im Bild "
    "stehen, entfernen wir. Der Text von Dokumenten wird durchsuchbar."
)


class FilesForm(StepForm):
    """Made anew for each draft by files_form(). datei: one more file, sent beside the words."""

    shown: tuple[FileText, ...] = ()
    datei = FileField("Bild oder Dokument hinzufügen", description=HINT)

    @property
    def rows(self) -> list[dict[str, Any]]:
        """For the template: file, and its fields by name."""
        names = ("alt", "decorative", "credit", "title", "kind", "author")
        return [
            {"file": file, **{name: self[key] for name in names if (key := f"{name}_{file.number}") in self}}
            for file in self.shown
        ]


def files_form(files: tuple[FileText, ...]) -> type[FilesForm]:
    """A form class with fields for exactly these files."""
    fields: dict[str, Any] = {"shown": files}
    for file in files:
        fields |= _picture(file.number) if file.is_picture else _document(file.number)
    return type("FilesFormOfDraft", (FilesForm,), fields)


def _picture(number: int) -> dict[str, Any]:
    hint = "Beschreiben Sie, was zu sehen ist, für Menschen, die das Bild nicht sehen."
    return {
        f"alt_{number}": TextAreaField("Beschreibung des Bildes", [at_most(1000)], description=hint),
        f"decorative_{number}": BooleanField("Das Bild ist nur schmückend und sagt nichts Eigenes."),
        f"credit_{number}": StringField("Wer hat das Bild gemacht?", [at_most(200)]),
    }


def _document(number: int) -> dict[str, Any]:
    kinds = SelectField("Was belegt das Dokument?", choices=options(EVIDENCE.items()), validate_choice=False)
    return {
        f"title_{number}": StringField("Titel des Dokuments", [at_most(200)]),
        f"kind_{number}": kinds,
        f"author_{number}": StringField(
            "Wer hat untersucht?",
            [at_most(300)],
            description="Nur bei einer Untersuchung durch andere: Name der Organisation im Netzwerk.",
        ),
    }
