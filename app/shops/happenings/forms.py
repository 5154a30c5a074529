"""When and what; the end may lie after midnight."""

import re
from datetime import date, datetime, time, timedelta

from wtforms import StringField, TextAreaField

from app.core import clock
from app.core.forms import BaseForm, at_most, required
from app.core.languages import _, _l
from app.shops.happenings.services import Happening
from app.shops.models import ShopEvent

_DAY = re.compile(r"(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4})")
_TIME = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?(?:\s*Uhr)?", re.IGNORECASE)
FARTHEST = timedelta(days=730)


class EventForm(BaseForm):
    title = StringField(_l("Was findet statt?"), [required(_l("Bitte geben Sie einen Titel an.")), at_most(160)])
    day = StringField(_l("An welchem Tag?"), [required(), at_most(20)], description=_l("Zum Beispiel: 24.11.2026"))
    starts = StringField(_l("Beginn"), [required(), at_most(10)], description=_l("Zum Beispiel: 19:30"))
    ends = StringField(
        _l("Ende"), [required(), at_most(10)], description=_l("Nach Mitternacht heißt: am nächsten Morgen.")
    )
    text = TextAreaField(_l("Was muss man wissen?"), [at_most(1_000)])
    starts_at: datetime
    ends_at: datetime

    def validate(self, extra_validators: object = None) -> bool:
        if not super().validate(extra_validators):
            return False
        day = _read(self.day, _day)
        starts, ends = _read(self.starts, _time), _read(self.ends, _time)
        if day is None or starts is None or ends is None:
            return False
        return self._check(day, starts, ends)

    def _check(self, day: date, starts: time, ends: time) -> bool:
        last = day + timedelta(days=1) if ends <= starts else day
        try:
            self.starts_at, self.ends_at = _moment(day, starts), _moment(last, ends)
        except ValueError:
            self.starts.errors = [_("An diesem Tag gibt es diese Uhrzeit nicht, weil die Uhr umgestellt wird.")]
            return False
        if not clock.now() < self.ends_at < clock.now() + FARTHEST:
            self.day.errors = [_("Bitte einen Tag, der kommt, höchstens zwei Jahre im Voraus.")]
            return False
        return True

    def happening(self) -> Happening:
        return Happening(self.title.data or "", self.text.data or "", self.starts_at, self.ends_at)


def stored(event: ShopEvent) -> dict[str, str]:
    start, end = event.starts_at.astimezone(clock.BERLIN), event.ends_at.astimezone(clock.BERLIN)
    day = f"{start.day}.{start.month}.{start.year}"
    return {"title": event.title, "text": event.text, "day": day, "starts": f"{start:%H:%M}", "ends": f"{end:%H:%M}"}


def _read(field, read):  # type: ignore[no-untyped-def]
    try:
        return read((field.data or "").strip())
    except ValueError:
        field.errors = [_("„%(text)s“ verstehen wir nicht.", text=field.data) + f" {field.description}"]
        return None


def _day(text: str) -> date:
    found = _DAY.fullmatch(text)
    if found:
        return date(int(found[3]), int(found[2]), int(found[1]))
    return date.fromisoformat(text)


def _time(text: str) -> time:
    found = _TIME.fullmatch(text)
    if not found:
        raise ValueError(text)
    return time(int(found[1]), int(found[2] or 0))


def _moment(day: date, at: time) -> datetime:
    """UTC. Raises ValueError for a time the clock leaps over; of one that comes twice it is the first."""
    local = datetime.combine(day, at, tzinfo=clock.BERLIN)
    moment = local.astimezone(clock.UTC)
    if moment.astimezone(clock.BERLIN).replace(tzinfo=None) != local.replace(tzinfo=None):
        raise ValueError("no such time")
    return moment
