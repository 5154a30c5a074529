"""What is typed at the till."""

from wtforms import HiddenField, StringField

from app.core.forms import BaseForm, at_most, required
from app.core.languages import _l
from app.support.forms.fields import Amount


class CodeForm(BaseForm):
    code = StringField(_l("Code auf dem Gutschein"), [required(_l("Bitte geben Sie den Code ein.")), at_most(60)])


class RedeemForm(BaseForm):
    code = HiddenField()
    key = HiddenField()
    amount = StringField(_l("Betrag, der eingelöst wird"), [required(_l("Bitte geben Sie den Betrag ein.")), Amount()])
