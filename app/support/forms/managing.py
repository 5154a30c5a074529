"""The shopkeeper's forms: short, in plain words."""

from typing import Any

from wtforms import BooleanField, FileField, HiddenField, PasswordField, RadioField, StringField, TextAreaField

from app.core.forms import BaseForm, at_most, optional, required
from app.core.languages import _, _l
from app.core.uploads import FileSize
from app.support.forms.fields import Amount, Iban, WebAddress
from app.support.kinds import DIRECT, KINDS, TAXES, VOUCHER
from app.support.models import SupportOption
from app.support.paying.amounts import typed

TITLE = {
    DIRECT: _l("Wofür, wenn Sie es trennen möchten. Zum Beispiel: Für die neue Theke."),
    VOUCHER: _l("Wenn Sie mehrere anbieten. Zum Beispiel: Frühstück zu zweit. Er steht auch auf dem Gutschein."),
}
SENTENCE = {
    DIRECT: _l("Zum Beispiel: Die Miete läuft weiter, die Kundschaft fehlt. Jeder Betrag hilft uns durch den Winter."),
    VOUCHER: _l("Zum Beispiel: Heute kaufen, im Frühjahr bei uns Kaffee trinken."),
}


def option_form(kind: str, option: SupportOption | None) -> BaseForm:
    """The fields that this kind has, with what is stored."""
    sentence = StringField if KINDS[kind].is_link else TextAreaField
    fields: dict[str, Any] = {
        "title": StringField(
            _l("Ihr Name dafür"),
            [optional(), at_most(60)],
            description=TITLE.get(kind, _("Leer: „%(name)s“.", name=_(KINDS[kind].label))),
        ),
        "sentence": sentence(
            _l("Ein Satz von Ihnen dazu"),
            [required(_l("Bitte schreiben Sie einen Satz für Ihre Kundschaft.")), at_most(280)],
            description=SENTENCE.get(kind, _l("Zum Beispiel: So helfen Sie uns am meisten.")),
        ),
    }
    if KINDS[kind].is_link:
        address = _l("Bitte geben Sie die Adresse an.")
        fields["url"] = StringField(_l("Adresse im Internet"), [required(address), at_most(500), WebAddress(kind)])
    if kind == DIRECT:
        fields["has_wall"] = BooleanField(_l("Auf unserer Seite danken: eine Dankeswand für alle, die das möchten"))
    if kind == VOUCHER:
        fields["least"] = StringField(_l("Kleinster Gutschein in Euro"), [required(), Amount(1_00, 1_000_00)])
        fields["most"] = StringField(_l("Größter Gutschein in Euro"), [required(), Amount(1_00, 1_000_00)])
        fields["tax"] = RadioField(
            _l("Umsatzsteuer"),
            choices=[(code, _l(words)) for code, words in TAXES.items()],
            validators=[required(_l("Bitte wählen Sie. Im Zweifel weiß es Ihre Steuerberatung."))],
        )
    fields["is_on"] = BooleanField(_l("Auf unserer Seite anbieten"))
    return type("OptionForm", (BaseForm,), fields)(data=_stored(option))


def _stored(option: SupportOption | None) -> dict[str, Any]:
    if option is None:
        return {"is_on": True, "least": "10", "most": "250"}
    names = ("title", "sentence", "url", "has_wall", "tax", "is_on")
    amounts = {"least": typed(option.least_cents), "most": typed(option.most_cents)}
    return {name: getattr(option, name) for name in names} | amounts


class AccountForm(BaseForm):
    holder = StringField(
        _l("Kontoinhaber genau wie bei der Bank"),
        [required(_l("Bitte geben Sie den Kontoinhaber an.")), at_most(70)],
        description=_l("Banken vergleichen den Namen Buchstabe für Buchstabe. Er steht auf Ihrem Kontoauszug."),
    )
    iban = StringField(
        "IBAN", [required(_l("Bitte geben Sie die IBAN an.")), Iban()], description=_l("Zum Beispiel DE89 3704 …")
    )
    password = PasswordField(
        _l("Ihr Passwort"),
        [required(_l("Bitte geben Sie zur Sicherheit Ihr Passwort ein."))],
        description=_l("Damit niemand an Ihrem offenen Rechner das Konto tauscht."),
    )


class RefundForm(BaseForm):
    """left: cents that were still there when the page was shown."""

    amount = StringField(
        _l("Wie viel haben Sie zurückgezahlt?"),
        [required(_l("Bitte geben Sie den Betrag an.")), Amount()],
        description=_l("Alles oder einen Teil, in Euro."),
    )
    left = HiddenField()

    @property
    def seen(self) -> int:
        text = self.left.data or ""
        return int(text) if text.isascii() and text.isdigit() and len(text) < 13 else 0


class StatementForm(BaseForm):
    file = FileField(_l("Kontoauszug"), [FileSize()], description=_l("CAMT.053 (XML) oder CSV, höchstens 4 MB."))


class TillForm(BaseForm):
    name = StringField(
        _l("Name der Kasse"),
        [required(_l("Bitte geben Sie der Kasse einen Namen.")), at_most(60)],
        description=_l("Zum Beispiel: Tresen, Telefon von Lotte."),
    )
    may_confirm = BooleanField(_l("Darf auch bestätigen, dass ein Gutschein bezahlt ist, etwa bar am Tresen"))
