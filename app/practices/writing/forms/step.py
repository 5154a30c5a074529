"""The base of all steps: a form over some fields of the draft."""

from collections.abc import Mapping
from typing import Any

from flask import request
from wtforms import HiddenField

from app.core.forms import BaseForm, VersionField, options
from app.core.markup import LARGEST_BYTES
from app.core.merging import as_marks, marks, read_marks
from app.core.text import clean
from app.places.fields import PlaceField
from app.places.matching import by_key
from app.practices.writing.lookups import topic_choices

OURS = ("csrf_token", "version", "seen", "datei")


def _without_controls(value: Any) -> Any:
    """Fields that are chosen are not cleaned as typed ones are, and PostgreSQL refuses NUL."""
    return clean(value) if isinstance(value, str) else "" if value is None else value


class StepForm(BaseForm):
    """version: of the draft as seen. seen: marks of the values shown, see merging."""

    version = VersionField(default=0)
    seen = HiddenField(default="")

    @classmethod
    def of(cls, data: Mapping[str, Any], version: int, **more: Any) -> "StepForm":
        """The form with what the draft holds, or with what was sent."""
        values = {name: value for name, value in data.items() if not name.startswith("_")}
        town = by_key(str(data.get("place_key") or ""))
        form = cls(data={**values, "place": town, "version": version, "seen": ""}, **more)
        form._fill(data, town is not None)
        if request.method == "GET":
            shown = form.stored()
            form.seen.data = marks({name: values.get(name) for name in shown} if form.was_kept else shown)
        return form

    def __init__(self, *arguments: Any, **values: Any) -> None:
        super().__init__(*arguments, **values)
        if "topics" in self:
            self["topics"].choices = options(topic_choices())

    def _fill(self, data: Mapping[str, Any], has_town: bool) -> None:
        """A town that could not be found yet is shown as it was typed."""
        if "place" in self and request.method == "GET" and not has_town and not self.was_kept:
            self["place"].data = str(data.get("place") or "")

    def stored(self) -> dict[str, Any]:
        """What the draft keeps of this step: as typed. A text that is too long is not kept."""
        values: dict[str, Any] = {}
        for field in self:
            if field.name in OURS or len(str(field.data or "").encode()) > LARGEST_BYTES:
                continue
            values[field.name] = _without_controls(field.data)
            if isinstance(field, PlaceField):
                values[f"{field.name}_key"] = _without_controls(field.key)
        return values

    def take_seen(self, number: int, seen: Mapping[str, str]) -> None:
        """What the person knows from here on: the version, and of which values."""
        self.version.data, self.version.raw_data = number, None
        self.seen.data, self.seen.raw_data = as_marks(seen), None

    @property
    def seen_version(self) -> int:
        return self.version.data if isinstance(self.version.data, int) else 0

    @property
    def seen_marks(self) -> dict[str, str]:
        return read_marks(self.seen.data or "")
