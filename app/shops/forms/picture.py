"""A picture of the shop."""

from typing import Any

from flask_wtf.file import FileField
from wtforms import BooleanField, StringField
from wtforms.validators import ValidationError

from app.core.forms import BaseForm, at_most
from app.core.uploads import FileSize


class PictureForm(BaseForm):
    file = FileField("Bild", [FileSize()], description="JPEG, PNG oder WebP. Ort und Kamera werden entfernt.")
    alt = StringField(
        "Was ist zu sehen?", [at_most(300)], description="Für Menschen, die das Bild nicht sehen. Ein Satz genügt."
    )
    credit = StringField("Wer hat es gemacht?", [at_most(200)])
    decorative = BooleanField("Das Bild ist nur Schmuck")

    def validate_file(self, field: Any) -> None:
        if not field.data:
            raise ValidationError("Bitte wählen Sie erst ein Bild aus.")

    def validate_alt(self, field: StringField) -> None:
        if not field.data and not self.decorative.data:
            raise ValidationError("Bitte sagen Sie in einem Satz, was zu sehen ist.")
