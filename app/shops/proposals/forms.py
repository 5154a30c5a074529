"""Naming a shop that is missing; asking it."""

from wtforms import StringField, TextAreaField

from app.core.addresses import LONGEST, MailAddress
from app.core.forms import BaseForm, at_most, optional, required
from app.places.fields import PlaceField
from app.shops.forms.fields import WebAddress
from app.shops.proposals.services import Proposal


class ProposalForm(BaseForm):
    """A member's; name and address come from the account."""

    title = StringField("Wie heißt der Laden?", [required("Bitte geben Sie den Namen an."), at_most(200)])
    place = PlaceField("In welchem Ort?", [required("Bitte geben Sie den Ort an.")])
    street = StringField("Straße und Hausnummer", [at_most(160)])
    website = StringField("Website des Ladens", [optional(), WebAddress()])
    why = TextAreaField("Warum gehört er hierher?", [at_most(1_000)], description="Das lesen wir dem Laden gern vor.")

    def proposal(self, name: str = "", email: str = "") -> Proposal:
        town = self.place.town
        words = (self.title.data or "", self.street.data or "", town.label if town else "", town.id if town else None)
        return Proposal(*words, self.website.data or "", self.why.data or "", name, email)


class GuestProposalForm(ProposalForm):
    """trap: people don't see it."""

    name = StringField("Ihr Name", [required("Bitte geben Sie Ihren Namen an."), at_most(120)])
    email = StringField(
        "Ihre E-Mail-Adresse",
        [required("Bitte geben Sie Ihre E-Mail-Adresse an."), MailAddress(), at_most(LONGEST)],
        description="Damit wir Ihnen sagen können, wenn der Laden dabei ist. Danach löschen wir sie.",
    )
    trap = StringField("Bitte leer lassen")


class AskForm(BaseForm):
    email = StringField("E-Mail-Adresse des Ladens", [optional(), MailAddress(), at_most(LONGEST)])
