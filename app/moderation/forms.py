from wtforms import RadioField, StringField, TextAreaField
from wtforms.validators import Email

from app.core.forms import BaseForm, SizeLimit, at_most, optional, options, required

REASONS = (
    ("rechtswidrig", "Der Inhalt ist aus meiner Sicht rechtswidrig."),
    ("falsch", "Angaben sind falsch oder irreführend."),
    ("urheberrecht", "Ein Text oder Bild verletzt meine Rechte."),
    ("person", "Es geht um meine persönlichen Daten."),
    ("anderes", "Etwas anderes."),
)


class ContactFields(BaseForm):
    """What both notices ask of the sender. website is a trap that people don't see."""

    name = StringField("Ihr Name", [optional(), at_most(120)])
    email = StringField(
        "Ihre E-Mail-Adresse",
        [optional(), at_most(254), Email("Bitte geben Sie eine vollständige E-Mail-Adresse an.")],
        description="Dann bestätigen wir den Eingang und schreiben Ihnen, wie wir entschieden haben.",
    )
    website = StringField("Dieses Feld bitte leer lassen")


class ContentNoticeForm(ContactFields):
    address = StringField(
        "Adresse der Seite",
        [required("Bitte nennen Sie die Seite, um die es geht."), at_most(1000)],
        description="Zum Beispiel /praxisbeispiele/markthalle",
    )
    reason = RadioField("Worum geht es?", [required("Bitte wählen Sie einen Grund.")], choices=options(REASONS))
    text = TextAreaField(
        "Was ist das Problem?", [required("Bitte beschreiben Sie kurz, was das Problem ist."), SizeLimit(20_000)]
    )


class BarrierNoticeForm(ContactFields):
    address = StringField("Auf welcher Seite?", [optional(), at_most(1000)])
    text = TextAreaField(
        "Woran sind Sie gescheitert?",
        [required("Bitte beschreiben Sie die Barriere."), SizeLimit(20_000)],
        description="Zum Beispiel: Welche Hilfsmittel benutzen Sie, und was ging nicht?",
    )


class DecisionForm(BaseForm):
    action = RadioField(
        "Entscheidung",
        [required("Bitte wählen Sie.")],
        choices=options(
            [
                ("kept", "Der Inhalt bleibt sichtbar."),
                ("hidden", "Der Inhalt wird verborgen."),
                ("done", "Erledigt, ohne einen Inhalt zu ändern."),
            ]
        ),
    )
    decision = TextAreaField(
        "Begründung",
        [required("Bitte begründen Sie die Entscheidung."), SizeLimit(20_000)],
        description="Geht an die Person, die gemeldet hat, und beim Verbergen an die Organisation.",
    )
