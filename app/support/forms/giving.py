"""What givers and buyers type. Nobody needs an account."""

from wtforms import BooleanField, StringField, TextAreaField

from app.core.addresses import MailAddress
from app.core.forms import BaseForm, at_most, optional, required
from app.core.languages import _l
from app.support.forms.fields import Amount
from app.support.models import SupportOption

AMOUNT = _l("Bitte geben Sie einen Betrag an, zum Beispiel 12,50.")


class GiveForm(BaseForm):
    amount = StringField("Betrag in Euro", [required(AMOUNT), Amount()], description="Zum Beispiel 12,50.")
    email = StringField(
        "E-Mail-Adresse für ein Dankeschön",
        [optional(), MailAddress()],
        description="Wir fragen zuerst nach, ob sie Ihnen gehört. Nach dem Dankeschön löschen wir sie.",
    )
    wants_wall = BooleanField("Der Laden darf öffentlich danken, sobald das Geld da ist.")
    wall_name = StringField("Name auf der Dankeswand", [at_most(60)], description="Leer: „Jemand aus der Stadt“.")
    wall_text = TextAreaField("Ein Gruß dazu", [at_most(140)])
    wall_amount = BooleanField("Auch den Betrag zeigen")
    website = StringField("Bitte leer lassen", [optional()])


def voucher_form(option: SupportOption) -> BaseForm:
    """The order form of a shop's vouchers, with its limits."""
    fields = {
        "amount": StringField("Betrag in Euro", [required(AMOUNT), Amount(option.least_cents, option.most_cents)]),
        "email": StringField(
            "Ihre E-Mail-Adresse",
            [required("Bitte geben Sie Ihre E-Mail-Adresse an."), MailAddress()],
            description="Dorthin gehen die Bestellung und, sobald bezahlt ist, der Gutschein.",
        ),
        "name": StringField(
            "Ihr Name", [optional(), at_most(120)], description="Wenn er auf der Bestellung stehen soll."
        ),
        "website": StringField("Bitte leer lassen", [optional()]),
    }
    return type("VoucherForm", (BaseForm,), fields)()


class HandsForm(BaseForm):
    name = StringField("Ihr Name", [required("Bitte nennen Sie Ihren Namen."), at_most(120)])
    email = StringField("Ihre E-Mail-Adresse", [required("Bitte geben Sie Ihre E-Mail-Adresse an."), MailAddress()])
    text = TextAreaField(
        "Was bieten Sie an?",
        [required("Bitte schreiben Sie, was Sie anbieten."), at_most(1000)],
        description="Zeit oder Dinge: Samstags beim Auspacken helfen, ein Regal, ein Lastenrad.",
    )
    website = StringField("Bitte leer lassen", [optional()])


class EmptyForm(BaseForm):
    """Only the button."""


class ReturnForm(BaseForm):
    amount = StringField(_l("Betrag, der zurückgeht"), [required(AMOUNT), Amount()])


class WithdrawForm(BaseForm):
    name = StringField("Ihr Name", [required("Bitte nennen Sie Ihren Namen."), at_most(120)])
    email = StringField(
        "E-Mail-Adresse für die Bestätigung", [required("Bitte geben Sie Ihre E-Mail-Adresse an."), MailAddress()]
    )


class WithdrawAnyForm(BaseForm):
    name = StringField("Ihr Name", [required("Bitte nennen Sie Ihren Namen."), at_most(120)])
    reference = StringField(
        "Verwendungszweck der Bestellung",
        [required("Bitte geben Sie den Verwendungszweck an."), at_most(60)],
        description="Er beginnt mit OK und steht in unserer E-Mail zur Bestellung und auf Ihrem Kontoauszug.",
    )
    email = StringField(
        "E-Mail-Adresse, mit der Sie bestellt haben",
        [required("Bitte geben Sie Ihre E-Mail-Adresse an."), MailAddress()],
        description="Dorthin geht die Bestätigung.",
    )
