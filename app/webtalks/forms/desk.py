"""The desk at which a talk is written: the form over what the tables hold and what the draft changes in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from typing import Any

from flask import request
from sqlalchemy import select
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, Field, IntegerField, RadioField, SelectMultipleField

from app.accounts.models import User
from app.core.drafts import Draft
from app.core.merging import WRITERS, marks, read_marks
from app.core.permissions import who
from app.extensions import db
from app.organisations.queries import own_organisations
from app.webtalks import queries, times
from app.webtalks.forms.talk import NewTalkForm, TalkForm
from app.webtalks.models import Webtalk
from app.webtalks.services import drafts
from app.webtalks.services.plans import plan_of
from app.webtalks.typed import agenda_text, questions_text

OURS = ("csrf_token", "version", "for_all")
WHEN = ("day", "starts", "ends", "hour")
SEEN = "gesehen"


@dataclass(frozen=True)
class Desk:
    """base: as the tables hold it, typed. shown: with the draft over it. form: holds that, or what was sent."""

    talk: Webtalk
    draft: Draft | None
    base: Mapping[str, Any]
    shown: Mapping[str, Any]
    form: TalkForm

    @property
    def version(self) -> int:
        return self.draft.version if self.draft else 0

    @property
    def has_changes(self) -> bool:
        return bool(drafts.pending(self.draft))

    @property
    def seen(self) -> str:
        """For the hidden field: marks of what this form shows first."""
        return marks({name: self.shown.get(name, "") for name in typed(self.form)})

    def writer_of(self, names: list[str]) -> str:
        """Who wrote these fields last, for people of the same organisation."""
        writers = (self.draft.data if self.draft else {}).get(WRITERS, {})
        ids = {writers.get(name) for name in names} - {None}
        found = db.session.scalars(select(User.name).where(User.id.in_(ids)).order_by(User.name))
        return " und ".join(found) or "Jemand anderes"


def desk_of(talk: Webtalk, *, sent: bool = True) -> Desk:
    """sent: read what was sent; otherwise what is stored counts as if it had been sent."""
    draft = drafts.find_draft(talk)
    base = stored(talk)
    shown = {**base, **drafts.pending(draft)}
    version = draft.version if draft else 0
    values = {"data": {**shown, "version": version}}
    if not sent:
        values = {"formdata": as_sent({**shown, "version": version}), "meta": {"csrf": False}}  # type: ignore[dict-item]
    form = _form(talk, values)
    if request.method == "GET" and sent:
        _show_as_typed(form, shown)
    return Desk(talk, draft, base, shown, form)


def _show_as_typed(form: TalkForm, shown: Mapping[str, Any]) -> None:
    """What is no number is shown all the same."""
    for field in form:
        if isinstance(field, IntegerField) and field.data is None and shown.get(field.name):
            field.raw_data, field.process_errors = [shown[field.name]], []


def _form(talk: Webtalk, values: dict[str, Any]) -> TalkForm:
    if talk.subject.slug is not None or talk.series_id is not None:
        form = TalkForm(**values)
    else:
        form = NewTalkForm(**values)
        form.owner.choices = owners_of(talk)
    if talk.subject.state == "published":
        form.clock_start = times.clock_time(talk.starts_at) if talk.starts_at else None
        for name in WHEN:
            form[name].data, form[name].raw_data = "", []
    return form


def owners_of(talk: Webtalk | None) -> list[tuple[str, str]]:
    """Organisations a draft may belong to; the present one is always among them."""
    found = {str(number): name for number, name in own_organisations(who())}
    if talk is not None and talk.subject.owner_id is not None:
        found.setdefault(str(talk.subject.owner_id), "Bisherige Organisation")
    return list(found.items())


def typed(form: TalkForm) -> dict[str, Any]:
    """What stands in the fields, readable or not, as a draft keeps it."""
    return {field.name: _typed(field) for field in form if field.name not in OURS}


def _typed(field: Field) -> Any:
    if isinstance(field, IntegerField):
        sent = field.raw_data[0] if field.raw_data else field.data
        return "" if sent is None else str(sent)
    if isinstance(field, BooleanField):
        return bool(field.data)
    if isinstance(field, SelectMultipleField):
        return sorted(field.data or [])
    if isinstance(field, RadioField):
        return str(field.data) if field.data not in (None, "None") else ""
    return field.data or ""


def seen_marks() -> dict[str, str]:
    return read_marks(request.form.get(SEEN, ""))


def as_sent(values: Mapping[str, Any]) -> MultiDict[str, Any]:
    """As a browser would send it."""
    found: MultiDict[str, Any] = MultiDict()
    for name, value in values.items():
        several = value if isinstance(value, list) else ["y"] if value is True else [] if value is False else [value]
        found.setlist(name, [str(one) for one in several])
    return found


def stored(talk: Webtalk) -> dict[str, Any]:
    """The talk as the form shows it when nothing is being written."""
    plan = plan_of(talk)
    starts = times.clock_time(talk.starts_at) if talk.starts_at else time(10)
    names = ("title", "summary", "visibility", "admission", "asks_to_confirm", "meeting", "meeting_url", "dial_in")
    return {
        **{name: getattr(plan, name) for name in names},
        **(dict.fromkeys(WHEN, "") if talk.subject.state == "published" else when(talk)),
        "capacity": "" if plan.capacity is None else str(plan.capacity),
        "description": plan.description_md,
        "topics": sorted(plan.topics),
        "links": "\n".join(queries.addresses_of(plan.links)),
        "invited": "\n".join(plan.invited),
        "questions": questions_text(list(plan.questions)),
        "agenda": agenda_text(list(plan.agenda), starts),
        **dict.fromkeys(("repeats", "count", "until", "skipped"), ""),
        "owner": str(talk.subject.owner_id or ""),
    }


def when(talk: Webtalk) -> dict[str, Any]:
    """Day and hours as typed."""
    if talk.starts_at is None or talk.ends_at is None:
        return dict.fromkeys(WHEN, "")
    hour = {True: "winter", False: "summer", None: ""}[times.is_later_one(talk.starts_at)]
    return {
        "day": times.day_of(talk.starts_at).isoformat(),
        "starts": f"{times.clock_time(talk.starts_at):%H:%M}",
        "ends": f"{times.clock_time(talk.ends_at):%H:%M}",
        "hour": hour,
    }
