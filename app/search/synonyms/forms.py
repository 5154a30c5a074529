from typing import Any

from flask_wtf.file import FileField
from wtforms import BooleanField, StringField, TextAreaField
from wtforms.validators import ValidationError

from app.core.forms import BaseForm, at_most, optional, required
from app.search.synonyms.queries import lines
from app.search.synonyms.services import Values
from app.search.synonyms.tables import problem_of


class EntryForm(BaseForm):
    terms = TextAreaField(
        "Begriffe, die dasselbe sagen",
        [required("Bitte nennen Sie mindestens einen Begriff."), at_most(3000)],
        description="In jede Zeile einen. Auch mehrere Wörter gehen, etwa „Bus und Bahn“.",
    )
    narrower = TextAreaField(
        "Engere Begriffe, die mitgefunden werden",
        [optional(), at_most(3000)],
        description="Wer oben einen Begriff sucht, findet auch diese; umgekehrt nur, wenn sonst nichts da ist.",
    )
    area = StringField("Bereich", [optional(), at_most(60)], description="Zum Ordnen der Liste, etwa „Verkehr“.")
    is_active = BooleanField("Bei der Suche beachten", default=True)
    text = StringField(
        "Vorschau für die Suche nach",
        [optional(), at_most(200)],
        description="Ohne Angabe nehmen wir den ersten Begriff.",
    )

    def validate_terms(self, field: Any) -> None:
        if problem := problem_of(lines(field.data), lines(self.narrower.data)):
            raise ValidationError(problem)

    def values(self, origin: str) -> Values:
        return Values(
            lines(self.terms.data), lines(self.narrower.data), self.area.data or "", self.is_active.data, origin
        )


class ImportForm(BaseForm):
    """file: read once for the trial run; then text carries what was read."""

    file = FileField("CSV-Datei", [optional()], description="Mit den Spalten bereich;begriffe;engere;herkunft;aktiv.")
    text = TextAreaField("Inhalt", [optional()])
