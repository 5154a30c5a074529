"""Forms behind the letter of the quarter."""

from datetime import date, timedelta

from wtforms import BooleanField, DateField, StringField
from wtforms.validators import ValidationError

from app.core import clock
from app.core.forms import BaseForm, at_most, required
from app.core.languages import _, _l
from app.shops.forms.fields import PhoneNumber, WebAddress
from app.shops.forms.hours import HoursForm

LONGEST_PAUSE = timedelta(days=366)


class ChangeForm(HoursForm):
    """What may be changed without log-in."""

    phone = StringField(_l("Telefon"), [at_most(40), PhoneNumber()], description=_l("Steht öffentlich auf der Seite."))
    website = StringField(_l("Website"), [WebAddress()])

    def said(self) -> dict[str, str]:
        return {**super().said(), "phone": self.phone.data or "", "website": self.website.data or ""}


class PauseForm(BaseForm):
    last = DateField(_l("Letzter Tag, an dem geschlossen ist"), [required(_l("Bitte wählen Sie den letzten Tag."))])

    def validate_last(self, field: DateField) -> None:
        today: date = clock.today()
        if field.data and not today <= field.data <= today + LONGEST_PAUSE:
            raise ValidationError(_("Bitte einen Tag von heute an, höchstens ein Jahr im Voraus."))


class LettersForm(BaseForm):
    """wanted: no letters without the tick. The signed link is the permission: a mail program knows no token."""

    wanted = BooleanField(_l("Einmal im Vierteljahr per E-Mail fragen, ob meine Einträge noch stimmen"))

    class Meta(BaseForm.Meta):
        csrf = False
