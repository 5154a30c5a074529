"""One tap in front of a shop, from a plain form or from the phone's queue."""

from datetime import datetime, timedelta

from flask import request

from app.core import clock
from app.core.text import clean_line
from app.core.uploads import UploadTooLarge, checked_content
from app.shops.forms.hours import HoursForm
from app.shops.models import Shop
from app.shops.walk.services import Said

ANSWERS = {
    "stimmt": "right",
    "geaendert": "changed",
    "geschlossen": "closed",
    "weg": "missing",
    "foto": "photo",
    "zurueck": "undo",
}
LONGEST_AGO = timedelta(days=30)
NOT_READ = "Das haben wir nicht verstanden. Bitte laden Sie die Seite neu."


class NotSaid(ValueError):
    """str() is a German sentence."""


def read_key() -> str:
    """Made by the phone, or by us for a plain form. Raises NotSaid."""
    key = request.form.get("schluessel", "")
    if not 16 <= len(key) <= 36 or not key.isascii() or not key.replace("-", "").isalnum():
        raise NotSaid(NOT_READ)
    return key


def read_answer() -> str:
    """Kind of the tap, or "undo". Raises NotSaid."""
    try:
        return ANSWERS[request.form.get("ergebnis", "")]
    except KeyError:
        raise NotSaid(NOT_READ) from None


def read_said(kind: str, shop: Shop) -> Said:
    """Raises NotSaid."""
    said = Said(read_key(), kind, _tapped_at(), request.form.get("stand", "")[:16])
    if kind == "photo":
        return Said(said.key, kind, said.at, said.shown, photo=_photo())
    return _with_hours(said) if kind == "changed" else said


def _tapped_at() -> datetime:
    """The phone says how many seconds ago it was, so that its clock may be wrong."""
    text = request.form.get("vor", "0")
    seconds = int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0
    return clock.now() - min(timedelta(seconds=seconds), LONGEST_AGO)


def _with_hours(said: Said) -> Said:
    form = HoursForm()
    title = " ".join(clean_line(request.form.get("title", "")).split())
    if not 0 < len(title) <= 200:
        raise NotSaid("Bitte geben Sie den Namen an, mit höchstens 200 Zeichen.")
    if not form.validate():
        raise NotSaid(" ".join(str(text) for field in form if field.errors for text in field.errors))
    return Said(said.key, said.kind, said.at, said.shown, title, form.syntax_text, form.words.data or "")


def _photo() -> bytes:
    try:
        content = checked_content(request.files.get("foto"))
    except UploadTooLarge as refusal:
        raise NotSaid(str(refusal)) from None
    if not content:
        raise NotSaid("Bitte machen Sie erst ein Foto.")
    return content
