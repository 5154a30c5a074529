from wtforms import StringField

from app.core.forms import BaseForm, at_most, required


class CertificateForm(BaseForm):
    name = StringField(
        "Ihr Name, wie er gedruckt wird",
        [required("Bitte geben Sie Ihren Namen an."), at_most(120)],
        description="Er steht nur in der Datei, die Sie gleich bekommen. Wir speichern ihn dafür nicht.",
    )
