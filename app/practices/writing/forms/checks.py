"""Checks of a step: can it be read? Never whether it is there."""

from collections.abc import Callable
from typing import Any

from wtforms import Field, ValidationError

from app.practices.facts import FactKind
from app.practices.writing.lookups import find_measure, no_such_measure
from app.practices.writing.notes import is_email, is_web_address
from app.practices.writing.typed import Unreadable, read_amount, read_date

Check = Callable[[Any, Field], None]


def amount(kind: FactKind) -> Check:
    def check(form: Any, field: Field) -> None:
        try:
            read_amount(field.data or "", kind)
        except Unreadable as reason:
            raise ValidationError(str(reason)) from None

    return check


def day(*, end: bool = False) -> Check:
    def check(form: Any, field: Field) -> None:
        try:
            read_date(field.data or "", end=end)
        except Unreadable as reason:
            raise ValidationError(str(reason)) from None

    return check


def email(form: Any, field: Field) -> None:
    if field.data and not is_email(field.data):
        raise ValidationError("Das ist keine E-Mail-Adresse. Bitte prüfen Sie die Schreibweise.")


def web_address(form: Any, field: Field) -> None:
    if field.data and not is_web_address(field.data):
        raise ValidationError("Bitte schreiben Sie die ganze Adresse, zum Beispiel https://www.beispiel.de/seite.")


def measure(form: Any, field: Field) -> None:
    """The title of a measure that everybody can read; else those that it may mean."""
    if field.data and find_measure(field.data) is None:
        raise ValidationError(no_such_measure(field.data))
