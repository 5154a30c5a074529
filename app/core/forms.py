"""The base of all forms: German messages, cleaned text, what was typed before a log-in is there again."""

from collections.abc import Callable, Iterable
from typing import Any

from flask import request, session
from flask_wtf import FlaskForm
from flask_wtf.form import _Auto
from werkzeug.datastructures import MultiDict
from wtforms import Field, HiddenField, IntegerField, PasswordField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional, StopValidation, ValidationError

from app.core.kept_forms import take_kept_form
from app.core.languages import _, _l
from app.core.text import clean, clean_line


class BaseForm(FlaskForm):
    """Give `data=` for stored values. Text is NFC without control characters and without outer blanks; names, titles
    and all that is typed on one line without marks of direction.

    ends_kept_form: False for forms on the way to a log-in: what was kept waits for the form it belongs to.
    """

    ends_kept_form = True

    class Meta(FlaskForm.Meta):
        locales = ("de",)

        def bind_field(self, form: Any, unbound: Any, options: dict[str, Any]) -> Field:
            if issubclass(unbound.field_class, StringField):  # also text areas
                own = unbound.kwargs.pop("filters", ())
                options["filters"] = [*options.get("filters", ()), *own, _cleaner(unbound.field_class)]
            if isinstance(unbound.kwargs.get("choices"), list | tuple):
                unbound.kwargs["choices"] = as_choices(unbound.kwargs["choices"])
            return unbound.bind(form=form, **options)

        def wrap_formdata(self, form: Any, formdata: Any) -> Any:
            """Forms come as forms: JSON could bring values of any kind."""
            is_json = formdata is _Auto and bool(request) and request.is_json
            return None if is_json else super().wrap_formdata(form, formdata)

    def __init__(self, formdata: Any = ..., **values: Any) -> None:
        if formdata is ...:
            kept = take_kept_form()
            arguments: dict[str, Any] = {"formdata": kept} if kept is not None else {}
        else:
            arguments = {"formdata": formdata}
        super().__init__(**arguments, **values)
        self.was_kept = formdata is ... and isinstance(arguments.get("formdata"), MultiDict)

    def validate_on_submit(self, extra_validators: Any = None) -> bool:
        valid = super().validate_on_submit(extra_validators)
        if valid and self.ends_kept_form:
            session.pop("kept_form", None)
        return valid


def _cleaner(field_class: type[Field]) -> Callable[[Any], Any]:
    """Long texts keep marks of direction, which some languages need; so do passwords, and what nobody types."""
    keeps = issubclass(field_class, TextAreaField | PasswordField | HiddenField)
    cleaned = clean if keeps else clean_line
    return lambda value: cleaned(value).strip() if isinstance(value, str) else value


class Filled(InputRequired):
    """Blanks alone are nothing."""

    def __call__(self, form: Any, field: Field) -> None:
        super().__call__(form, field)
        if isinstance(field.data, str) and not field.data.strip():
            field.errors = []
            raise StopValidation(self.message)


FILL_IN = _l("Bitte füllen Sie dieses Feld aus.")


def required(message: Any = FILL_IN) -> Filled:
    return Filled(message)


def optional() -> Optional:
    return Optional()


def options(pairs: Iterable[tuple[Any, str]]) -> list[SelectChoice]:
    """Choices of a field from (value, label)."""
    return [SelectChoice(value, label) for value, label in pairs]


def as_choices(given: Iterable[Any]) -> list[Any]:
    """Every form's choices pass here, so that fields may say them as pairs (value, label)."""
    return [SelectChoice(*one) if isinstance(one, tuple) else one for one in given]


def at_most(number: int) -> Length:
    """Letters."""
    return Length(max=number, message=_l("Bitte höchstens %(number)s Zeichen.", number=number))


class SizeLimit:
    """At most so many bytes of UTF-8; says how much is too much."""

    def __init__(self, largest: int) -> None:
        self.largest = largest

    def __call__(self, form: FlaskForm, field: Field) -> None:
        size = len((field.data or "").encode())
        if size > self.largest:
            kilobytes = self.largest // 1000
            said = _(
                "Der Text ist zu lang: Bitte höchstens %(most)s kB, er hat %(size)s kB.",
                most=kilobytes,
                size=size // 1000,
            )
            raise ValidationError(said)


class MarkdownField(TextAreaField):
    """Rich text as Markdown; templates give it the toolbar."""

    def __init__(self, label: str = "", validators: Any = (), **values: Any) -> None:
        super().__init__(label, [*validators, SizeLimit(100_000)], **values)


class VersionField(IntegerField):
    """Carries the version the person has seen, so that nobody overwrites in silence."""
