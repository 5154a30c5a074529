"""Fields that turn typed German into values; what can't be read comes back with a sentence and as it was typed."""

from collections.abc import Callable
from typing import Any

from wtforms import StringField, TextAreaField
from wtforms.validators import ValidationError

from app.core.addresses import fold_address, normal_address
from app.webtalks.typed import NotRead, read_day, read_days, read_questions, read_time


class TypedField(StringField):
    """data: the typed text. value: what it means, None when the field is empty. read: how to find out."""

    def __init__(self, label: str, read: Callable[[str], Any], validators: Any = (), **values: Any) -> None:
        super().__init__(label, list(validators), **values)
        self.read = read
        self.value: Any = None

    def post_validate(self, form: Any, validation_stopped: bool) -> None:
        if not self.data or validation_stopped:
            return
        try:
            self.value = self.read(self.data)
        except NotRead as problem:
            raise ValidationError(str(problem)) from None


class DayField(TypedField):
    def __init__(self, label: str, validators: Any = (), **values: Any) -> None:
        super().__init__(label, read_day, validators, **values)


class TimeField(TypedField):
    def __init__(self, label: str, validators: Any = (), **values: Any) -> None:
        super().__init__(label, read_time, validators, **values)


class DaysField(TypedField):
    def __init__(self, label: str, validators: Any = (), **values: Any) -> None:
        super().__init__(label, read_days, validators, **values)


class LinesField(TypedField, TextAreaField):
    """A text area, read line by line."""


class QuestionsField(LinesField):
    def __init__(self, label: str, validators: Any = (), **values: Any) -> None:
        super().__init__(label, read_questions, validators, **values)


class AddressesField(LinesField):
    """Mail addresses, one a line."""

    def __init__(self, label: str, validators: Any = (), **values: Any) -> None:
        super().__init__(label, _read_addresses, validators, **values)


def _read_addresses(text: str) -> list[str]:
    found: dict[str, str] = {}
    for line in text.replace(",", "\n").replace(";", "\n").splitlines():
        if line.strip():
            try:
                address = normal_address(line)
            except ValueError:
                raise NotRead(f"„{line.strip()[:80]}“ ist keine E-Mail-Adresse.") from None
            found[fold_address(address)] = address
    if len(found) > 1000:
        raise NotRead("Bitte höchstens 1.000 Adressen.")
    return list(found.values())
