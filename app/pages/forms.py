"""The form on the pattern page: one field of every sort."""

from wtforms import BooleanField, FileField, RadioField, SelectField, SelectMultipleField, StringField, widgets

from app.core.forms import BaseForm, MarkdownField, options, required


class SampleForm(BaseForm):
    """Never sent; shown as it comes back with errors."""

    titel = StringField(
        "Titel",
        [required("Bitte geben Sie Ihrem Beispiel einen Titel.")],
        description="Ein Satz, der sagt, was Sie gemacht haben.",
    )
    ort = StringField("Ort", description="Tippen Sie die ersten Buchstaben.")
    text = MarkdownField("Was haben Sie gemacht?")
    kosten = StringField("Einmalige Kosten")
    monate = StringField("Dauer bis zum Start")
    wieder = RadioField(
        "Würden Sie es wieder tun?",
        [required("Bitte wählen Sie eine Antwort.")],
        choices=options([("ja", "Ja"), ("anders", "Ja, mit Änderungen"), ("nein", "Nein")]),
    )
    themen = SelectMultipleField(
        "Themen",
        choices=options([("leerstand", "Leerstand"), ("handel", "Handel")]),
        widget=widgets.ListWidget(prefix_label=False),
        option_widget=widgets.CheckboxInput(),
    )
    land = SelectField("Land", choices=options([("", "Bitte wählen"), ("nw", "Nordrhein-Westfalen"), ("by", "Bayern")]))
    bild = FileField("Titelbild", description="JPEG, PNG oder WebP, höchstens 20 MB.")
    einverstanden = BooleanField(
        "Ich darf diese Bilder veröffentlichen.", [required("Bitte bestätigen Sie, dass Sie das dürfen.")]
    )
    kosten_bis = StringField("Kosten bis")
