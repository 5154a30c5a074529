"""At the door of a recorded talk: nobody comes in unasked."""

from typing import Any

from app.core.actors import Actor
from app.core.permissions import who
from app.webtalks.models import Webtalk
from app.webtalks.recording.models import RecordingNotice
from app.webtalks.recording.queries import notice_of, said_yes
from app.webtalks.recording.services import hash_of, say
from app.webtalks.room.doors import Door

READS_ALONG = "mitlesen"
ASKED = "Bitte willigen Sie in die Aufzeichnung ein, oder wählen Sie „Nur mitlesen“."


def notice_at(talk: Webtalk, door: Door) -> RecordingNotice | None:
    """What this person has to answer now: nothing where it is not recorded, closed, or was answered with yes."""
    if not door.is_open or door.seat is None:
        return None
    notice = notice_of(talk.id)
    if notice is None or (door.seat.name and said_yes(notice.id, hash_of(door.seat))):
        return None
    return notice


def answered(notice: RecordingNotice, door: Door, form: Any) -> bool:
    """Keep the answer of a valid form; False with a sentence at the box when there is none."""
    assert door.seat is not None
    yes, reads_along = bool(form.einwilligung.data), form.sitz.data == READS_ALONG
    if not yes and not reads_along:
        form.einwilligung.errors = [ASKED]
        return False
    actor: Actor = who()
    name = "" if door.registration is not None or actor.id is not None else form.name.data or ""
    registration_id = door.registration.id if door.registration is not None else None
    said: dict[str, Any] = {"registration_id": registration_id, "user_id": actor.id, "name": name}
    say(notice.id, hash_of(door.seat, form.name.data or ""), yes=yes, **said)
    return True
