"""Who finds the door of a talk open, as what, and what stands on it when it is closed."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, select

from app.core import clock, formats
from app.core.actors import Actor
from app.extensions import db
from app.webtalks import links
from app.webtalks.jitsi import Seat
from app.webtalks.models import Registration, Speaker, Webtalk
from app.webtalks.permissions import is_host

OPENS, OPENS_FOR_HOSTS, CLOSES = timedelta(minutes=15), timedelta(minutes=60), timedelta(minutes=30)
ROLES = {
    "host": "Leitung",
    "speaker": "Vortragende",
    "participant": "Teilnehmende",
    "listener": "Zuhörende",
    "lobby": "Gast im Warteraum",
}
_HERE = select(Registration).where(Registration.webtalk_id == bindparam("talk"), Registration.state != "cancelled")
_OWN = _HERE.where(Registration.user_id == bindparam("person"))
_BORNE = _HERE.where(Registration.public_id == bindparam("name"))
_SPEECH = select(Speaker.id).where(Speaker.webtalk_id == bindparam("talk"), Speaker.user_id == bindparam("person"))


@dataclass(frozen=True)
class Door:
    """state: open, early, over, cancelled, full, waiting, offered, stranger. text: why, as a sentence.

    registration: the one that counts, also a guest's with a signed link. seat: of whoever may come in now or later.
    """

    state: str
    text: str
    seat: Seat | None = None
    registration: Registration | None = None
    opens_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        return self.state == "open"


def door_of(talk: Webtalk, actor: Actor, signed: str = "") -> Door:
    """signed: from a personal link. It gives guests their seat; forwarded by a member, a place in the lobby."""
    if talk.is_cancelled:
        return Door("cancelled", f"Dieser Webtalk ist abgesagt. {talk.cancel_reason}".strip())
    if talk.starts_at is None or talk.ends_at is None or clock.now() > talk.ends_at + CLOSES:
        return Door("over", "Dieser Webtalk ist vorbei.")
    registration, bears_link = _registration(talk, actor, signed)
    if actor.id is not None and is_host(actor, talk):
        return _when(talk, Seat("host", actor.name, f"u{actor.id}"), registration, OPENS_FOR_HOSTS)
    if registration is None and bears_link and talk.meeting == "jitsi":
        return _when(talk, Seat("lobby", actor.name, f"l{actor.id or signed}"), None, OPENS)
    return _of_registration(talk, actor, registration)


def _registration(talk: Webtalk, actor: Actor, signed: str) -> tuple[Registration | None, bool]:
    """(the reader's own, whether a link for this talk is borne that belongs to somebody else)."""
    own = db.session.scalar(_OWN, {"talk": talk.id, "person": actor.id}) if actor.id is not None else None
    name = links.name_in(signed) if signed and own is None else None
    borne = db.session.scalar(_BORNE, {"talk": talk.id, "name": name}) if name else None
    if borne is None:
        return own, False
    return (borne, True) if borne.user_id is None and actor.is_guest else (None, True)


def _of_registration(talk: Webtalk, actor: Actor, registration: Registration | None) -> Door:
    if registration is None:
        return _stranger(talk)
    if registration.state == "waiting":
        return Door("waiting", "Sie stehen auf der Warteliste und haben noch keinen Platz.", None, registration)
    if registration.state == "offered":
        until = formats.german_datetime(registration.offered_until)
        return Door("offered", f"Ein Platz ist für Sie frei. Bitte nehmen Sie ihn an bis {until}.", None, registration)
    name = actor.name if registration.user_id else registration.name
    seat = Seat(_role(talk, registration), name, f"r{registration.public_id}")
    return _when(talk, seat, registration, OPENS)


def _stranger(talk: Webtalk) -> Door:
    if talk.is_full:
        return Door("full", "Dieser Webtalk ist ausgebucht, und Sie haben noch keinen Platz.")
    return Door("stranger", "Sie sind für diesen Webtalk noch nicht angemeldet.")


def _role(talk: Webtalk, registration: Registration) -> str:
    if registration.user_id is None:
        return "participant"
    speech = db.session.scalar(_SPEECH, {"talk": talk.id, "person": registration.user_id})
    return "participant" if speech is None else "speaker"


def _when(talk: Webtalk, seat: Seat, registration: Registration | None, before: timedelta) -> Door:
    assert talk.starts_at is not None
    opens_at = talk.starts_at - before
    if clock.now() < opens_at:
        text = f"Der Raum öffnet am {formats.german_datetime(opens_at)}."
        return Door("early", text, seat, registration, opens_at)
    return Door("open", "Der Raum ist offen.", seat, registration, opens_at)
