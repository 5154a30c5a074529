"""A picture of the shop."""

from typing import Any

from flask_wtf.file import FileField
from wtforms import BooleanField, StringField
from wtforms.validators import ValidationError

from app.core.forms import BaseForm, at_most
from app.core.languages import _, _l
from app.core.uploads import FileSize


class PictureForm(BaseForm):
    file = FileField(_l("Bild"), [FileSize()], description=_l("JPEG, PNG oder WebP. Ort und Kamera werden entfernt."))
    alt = StringField(
        _l("Was ist zu sehen?"),
        [at_most(300)],
        description=_l("Für Menschen, die das Bild nicht sehen. Ein Satz genügt."),
    )
    credit = StringField(_l("Wer hat es gemacht?"), [at_most(200)])
    decorative = BooleanField(_l("Das Bild ist nur Schmuck"))

    def validate_file(self, field: Any) -> None:
        if not field.data:
            raise ValidationError(_("Bitte wählen Sie erst ein Bild aus."))

    def validate_alt(self, field: StringField) -> None:
        if not field.data and not self.decorative.data:
            raise ValidationError(_("Bitte sagen Sie in einem Satz, was zu sehen ist."))
