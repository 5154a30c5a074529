from typing import Any

from wtforms import Field, StringField, TextAreaField, ValidationError

from app.core.forms import BaseForm, MarkdownField, at_most, required
from app.places.fields import PlaceField
from app.practices.writing.forms.checks import email
from app.practices.writing.lookups import find_organisation


class SendForm(BaseForm):
    recipient = StringField(
        "E-Mail-Adresse",
        [required("An wen soll der Link gehen?"), at_most(254), email],
        description="Zum Beispiel das Büro der Bürgermeisterin oder die Pressestelle. Ein Konto ist nicht nötig.",
    )
    message = TextAreaField("Ein paar Worte dazu", [at_most(2000)])


class DecideForm(BaseForm):
    """comment is required for Bitte ändern; the view asks for it."""

    name = StringField(
        "Ihr Name",
        [required("Bitte geben Sie Ihren Namen an."), at_most(120)],
        description="Wird mit der Entscheidung festgehalten.",
    )
    comment = TextAreaField("Was soll geändert werden?", [at_most(5000)])


NO_SUCH = "Diese Organisation gibt es hier noch nicht. Bitte prüfen Sie den Namen, oder legen Sie sie erst an."


def is_known(form: Any, field: Field) -> None:
    if find_organisation(field.data or "") is None:
        raise ValidationError(NO_SUCH)


class IntakeForm(BaseForm):
    """A contribution that came by mail or as a PDF."""

    organisation = StringField(
        "Organisation",
        [required("Für welche Organisation ist der Beitrag?"), at_most(300), is_known],
        description="Name, wie er im Netzwerk steht. Der Entwurf gehört ihr.",
    )
    title = StringField("Titel", [required("Bitte geben Sie einen Titel an."), at_most(200)])
    place = PlaceField("Ort")
    what = MarkdownField("Text", [required("Bitte fügen Sie den Text ein.")])
    recipient = StringField(
        "Freigabe durch",
        [at_most(254), email],
        description="E-Mail-Adresse. Leer: Sie schreiben erst weiter und schicken den Link später.",
    )
    message = TextAreaField("Ein paar Worte dazu", [at_most(2000)])
