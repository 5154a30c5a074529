"""A form field for a town: suggestions where script runs, a list to choose from where it doesn't."""

from collections.abc import Sequence
from typing import Any

from wtforms import StringField
from wtforms.validators import StopValidation

from app.core.languages import _l
from app.core.text import fold
from app.places.matching import by_key, match
from app.places.towns import Town

SEVERAL = _l("Das kann mehrere Orte meinen. Bitte wählen Sie einen aus.")
UNKNOWN = _l("Diesen Ort kennen wir nicht. Bitte prüfen Sie die Schreibweise, oder geben Sie die Postleitzahl ein.")


class PlaceField(StringField):
    """Text as typed (name, key or postcode) and, in a second field <name>_key, the key that was chosen.

    After validation `town` is the Town or None; `choices` are the towns the text may mean. Draw it with
    place_field() of places/_place_field.html.
    """

    def __init__(self, label: str = "", validators: Sequence[Any] = (), **values: Any) -> None:
        super().__init__(label, [*validators, self._resolve], **values)
        self.town: Town | None = None
        self.choices: tuple[Town, ...] = ()
        self.key = ""

    def process(self, formdata: Any, data: Any = None, **values: Any) -> None:
        """data: a stored Town, or None."""
        town = data if isinstance(data, Town) else None
        self.key = town.key if town else ""
        if formdata is not None:
            self.key = str(formdata.get(f"{self.name}_key", "")).strip()
        super().process(formdata, town.label if town else "", **values)
        if formdata is None:
            self.town = town

    @staticmethod
    def _resolve(form: Any, field: "PlaceField") -> None:
        if not field.data and not field.key:
            return
        chosen = by_key(field.key) if field.key else None
        if chosen is not None and field.still_means(chosen):
            field.take(chosen)
            return
        field.key = ""
        found = match(field.data or "")
        field.choices = found.choices
        if found.town is None:
            raise StopValidation(SEVERAL if found.choices else UNKNOWN)
        field.take(found.town)

    def still_means(self, town: Town) -> bool:
        """Without script the key of an earlier choice stays in the form when somebody types another town."""
        typed = fold(self.data or "")
        return typed in fold(town.label) or typed.isdigit()

    def take(self, town: Town) -> None:
        self.town, self.key, self.data, self.choices = town, town.key, town.label, ()
