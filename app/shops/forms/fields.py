"""Fields that say in German what is wrong."""

import re
from typing import Any
from urllib.parse import urlsplit

from wtforms import StringField
from wtforms.validators import ValidationError

from app.core.languages import _

GERMANY = ((46.9, 55.2), (5.5, 15.6))
"""Latitudes and longitudes a shop here can have."""


class WebAddress:
    """Adds https:// where it is missing; refuses what no browser opens."""

    def __call__(self, form: Any, field: Any) -> None:
        if field.data:
            field.data = web_address(field.data)


def web_address(text: str) -> str:
    """Raises ValidationError."""
    text = text.strip() if "://" in text else f"https://{text.strip()}"
    try:
        parts = urlsplit(text)
    except ValueError:
        parts = urlsplit("")
    host_is_fine = parts.hostname and re.fullmatch(r"[^\s.]+(\.[^\s.]+)+", parts.hostname)
    if parts.scheme not in ("http", "https") or not host_is_fine or parts.username or len(text) > 500:
        raise ValidationError(_("Das ist keine Internetadresse. Sie sieht zum Beispiel so aus: https://www.laden.de"))
    return text


class PhoneNumber:
    def __call__(self, form: Any, field: Any) -> None:
        if field.data and (not re.fullmatch(r"[0-9 +\-/().]+", field.data) or sum(map(str.isdigit, field.data)) < 4):
            raise ValidationError(_("Bitte nur Ziffern und die Zeichen + - / ( )."))


class Postcode:
    def __call__(self, form: Any, field: Any) -> None:
        if field.data and not re.fullmatch(r"\d{5}", field.data):
            raise ValidationError(_("Eine Postleitzahl hat fünf Ziffern."))


class PositionField(StringField):
    """ "49.4103, 8.6937" → `point` (lat, lon) or None. Swapped degrees, 0,0 and places outside are told."""

    point: tuple[float, float] | None = None

    def post_validate(self, form: Any, validation_stopped: bool) -> None:
        if not self.data or validation_stopped:
            return
        numbers = re.findall(r"-?\d{1,3}[.,]\d+|-?\d{1,3}", self.data.replace(", ", " ").replace(";", " "))
        if len(numbers) != 2:
            raise ValidationError(_("Bitte zwei Zahlen: erst die Breite, dann die Länge, zum Beispiel 49.4103, 8.6937"))
        lat, lon = (float(one.replace(",", ".")) for one in numbers)
        if _is_inside(lon, lat):
            raise ValidationError(
                _("Das sieht vertauscht aus. Meinen Sie %(lat)s, %(lon)s? Zuerst kommt die Breite.", lat=lon, lon=lat)
            )
        if not _is_inside(lat, lon):
            raise ValidationError(
                _("Dieser Punkt liegt nicht in Deutschland. Zuerst kommt die Breite, dann die Länge.")
            )
        self.point = (lat, lon)


def _is_inside(lat: float, lon: float) -> bool:
    (south, north), (west, east) = GERMANY
    return south <= lat <= north and west <= lon <= east
