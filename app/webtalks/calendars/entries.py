"""One talk as a calendar entry, and many as a calendar (RFC 5545, RFC 5546).

Times are UTC: every program shows them as the same moment, also in the hour that comes twice.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from flask import current_app
from icalendar import Alarm, Calendar, Event, vCalAddress, vText

from app.core.zone import BERLIN

PRODUCT = "-//Ortskern//Webtalks//DE"
AUTHORITY = "ortskern"
"""Not the host: calendars know an entry again when the site has moved to another."""
REFRESH = timedelta(hours=6)
BEFORE = timedelta(minutes=15)


@dataclass(frozen=True)
class Entry:
    """What a calendar is told. url: the page people open; sequence: rises with every change they must hear of."""

    public_id: str
    title: str
    summary: str
    starts_at: datetime
    ends_at: datetime
    sequence: int
    is_cancelled: bool
    changed_at: datetime
    url: str


@dataclass(frozen=True)
class Invited:
    """Who an invitation goes to."""

    name: str
    email: str


def calendar(entries: Iterable[Entry], name: str = "", *, method: str = "PUBLISH", to: Invited | None = None) -> bytes:
    """A calendar file. method: PUBLISH for files and feeds; REQUEST or CANCEL in mails, with `to`."""
    made = Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    made.add("method", method)
    if name:
        made.add("x-wr-calname", name)
        made.add("x-published-ttl", "PT6H")
        made.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    made.add_component(BERLIN)
    for entry in entries:
        made.add_component(_event(entry, to))
    return made.to_ical()


def _event(entry: Entry, to: Invited | None) -> Event:
    event = Event()
    event.add("uid", f"webtalk-{entry.public_id}@{AUTHORITY}")
    event.add("summary", entry.title)
    event.add("description", "\n\n".join(filter(None, (entry.summary, f"Zum Raum: {entry.url}"))))
    event.add("dtstart", entry.starts_at.astimezone(UTC))
    event.add("dtend", entry.ends_at.astimezone(UTC))
    event.add("dtstamp", entry.changed_at.astimezone(UTC))
    event.add("last-modified", entry.changed_at.astimezone(UTC))
    event.add("sequence", entry.sequence)
    event.add("status", "CANCELLED" if entry.is_cancelled else "CONFIRMED")
    event.add("url", entry.url)
    event.add("location", entry.url)
    if to is not None:
        event["organizer"] = _person(current_app.config["SETTINGS"].site_name, current_app.config["SETTINGS"].mail_from)
        event.add("attendee", _attendee(to), encode=False)
    if not entry.is_cancelled:
        event.add_component(_alarm(entry.title))
    return event


def _alarm(title: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", -BEFORE)
    return alarm


def _attendee(to: Invited) -> vCalAddress:
    person = _person(to.name, to.email)
    person.params |= {"ROLE": vText("REQ-PARTICIPANT"), "PARTSTAT": vText("ACCEPTED"), "RSVP": vText("FALSE")}
    return person


def _person(name: str, email: str) -> vCalAddress:
    person = vCalAddress(f"mailto:{email}")
    person.params["CN"] = vText(name)
    return person
