"""Beginning an entry, and everything it says of the shop."""

from typing import Any

from wtforms import BooleanField, HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import ValidationError

from app.core.addresses import LONGEST, MailAddress
from app.core.forms import BaseForm, MarkdownField, VersionField, at_most, optional, required
from app.core.languages import _, _l
from app.places.fields import PlaceField
from app.shops.categories import category_choices
from app.shops.forms.fields import PhoneNumber, PositionField, Postcode, WebAddress, web_address
from app.shops.kinds import WHEELCHAIR_WORDS
from app.shops.links import social_of
from app.shops.services.writing import ShopWords

MOST_SOCIAL = 8


class BeginForm(BaseForm):
    """The three things without which there is no entry."""

    title = StringField(_l("Wie heißt der Laden?"), [required(_l("Bitte geben Sie den Namen an.")), at_most(200)])
    category = SelectField(
        _l("Was ist es?"),
        [required(_l("Bitte wählen Sie, was es ist."))],
        choices=[("", _l("Bitte wählen Sie")), *category_choices()],
    )
    place = PlaceField(_l("In welchem Ort?"), [required(_l("Bitte geben Sie den Ort an."))])


class FactsForm(BeginForm):
    """What can be seen from the street, and the telephone: this much a city may change. seen: version as shown."""

    category = SelectField(_l("Was ist es?"), choices=category_choices())
    seen = HiddenField()
    street = StringField(_l("Straße"), [at_most(120)])
    house_number = StringField(_l("Hausnummer"), [at_most(20)])
    postcode = StringField(_l("Postleitzahl"), [Postcode()])
    position = PositionField(
        _l("Lage auf der Karte"),
        [at_most(60)],
        description=_l("Breite und Länge, zum Beispiel 49.4103, 8.6937. Ohne sie steht der Laden nur in der Liste."),
    )
    phone = StringField(_l("Telefon"), [at_most(40), PhoneNumber()], description=_l("Steht öffentlich auf der Seite."))
    wheelchair = SelectField(
        _l("Kommt man mit dem Rollstuhl hinein?"),
        choices=[(code, _l(words)) for code, words in WHEELCHAIR_WORDS.items()],
    )
    wheelchair_text = StringField(
        _l("Mehr zur Zugänglichkeit"), [at_most(300)], description=_l("Zum Beispiel: eine Stufe, Rampe auf Zuruf.")
    )

    def facts(self) -> dict[str, Any]:
        """Fields of ShopWords, of a valid form."""
        town = self.place.town
        texts: dict[str, Any] = {name: self[name].data or "" for name in FACTS}
        where = {"place_id": town.id if town else None, "city": town.name if town else "", "point": self.position.point}
        return {**texts, **where}


class ShopForm(FactsForm):
    """version: of the draft."""

    version = VersionField()
    summary = StringField(
        _l("In einem Satz"), [at_most(300)], description=_l("Zum Beispiel: Bücher, Hörspiele und Kaffee am Marktplatz.")
    )
    story = MarkdownField(
        _l("Ihre Geschichte"), description=_l("Seit wann gibt es Sie, was ist besonders? Zwei, drei Absätze genügen.")
    )
    email = StringField(
        _l("E-Mail-Adresse für Nachrichten"),
        [optional(), MailAddress(), at_most(LONGEST)],
        description=_l("Wird nie gezeigt. Ohne Angabe gehen Nachrichten an die Adresse Ihres Kontos."),
    )
    website = StringField(_l("Website"), [WebAddress()])
    online_shop = StringField(_l("Online-Shop"), [WebAddress()])
    social = TextAreaField(_l("Seiten in sozialen Netzen"), [at_most(4_000)], description=_l("Eine Adresse je Zeile."))
    delivers = BooleanField(_l("Wir liefern"))
    delivery_text = StringField(_l("Wohin und wie?"), [at_most(300)])

    def validate_social(self, field: TextAreaField) -> None:
        lines = [line.strip() for line in (field.data or "").splitlines() if line.strip()]
        if len(lines) > MOST_SOCIAL:
            raise ValidationError(_("Bitte höchstens %(number)s Adressen.", number=MOST_SOCIAL))
        self.social_rows = [social_of(web_address(line)) for line in lines]

    social_rows: list[dict[str, str]]

    def words(self) -> ShopWords:
        """What a valid form says."""
        texts: dict[str, Any] = {name: self[name].data or "" for name in OWN_TEXTS}
        return ShopWords(
            **self.facts(),
            **texts,
            story_md=self.story.data or "",
            delivers=bool(self.delivers.data),
            social=self.social_rows,
        )


FACTS = ("title", "category", "street", "house_number", "postcode", "phone", "wheelchair", "wheelchair_text")
OWN_TEXTS = ("summary", "email", "website", "online_shop", "delivery_text")
TEXTS = (*FACTS, *OWN_TEXTS)
KEPT = (*TEXTS, "story", "place", "place_key", "position", "social", "delivers")
"""Fields an autosaved draft holds, as typed."""
