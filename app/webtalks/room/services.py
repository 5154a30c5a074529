"""What happens in and around the room: somebody was there, and the meeting moves somewhere else."""

from sqlalchemy import select, update

from app.core import audit
from app.core.actors import Actor
from app.core.transaction import transaction
from app.extensions import db
from app.webtalks.events import WebtalkChanged
from app.webtalks.jitsi import Jitsi
from app.webtalks.kinds import WEBTALK
from app.webtalks.models import Registration, Webtalk


def was_there(registration_ids: list[int]) -> None:
    """Keep only that; saying it twice changes nothing."""
    absent = Registration.id.in_(registration_ids), Registration.attended.is_not(True)
    if registration_ids and db.session.scalar(select(Registration.id).where(*absent).limit(1)):
        with transaction(raises_cache=False):
            db.session.execute(update(Registration).where(*absent).values(attended=True))


def note_occupants(jitsi: Jitsi, talk: Webtalk, pseudonyms: set[str]) -> None:
    """pseudonyms: as they stand in the tokens of this room; those of hosts and strangers match nobody."""
    query = select(Registration.id, Registration.public_id).where(Registration.webtalk_id == talk.id)
    rows = db.session.execute(query).all()
    was_there([row.id for row in rows if jitsi.pseudonym(talk.room_name, f"r{row.public_id}") in pseudonyms])


def move_meeting(talk: Webtalk, meeting: str, url: str, *, actor: Actor) -> None:
    """Everybody who waits at the door hears of it within seconds; calendars hold the address of the door."""
    with transaction(talk, raises_cache=False) as tx:
        talk.meeting, talk.meeting_url = meeting, url
        audit.record("webtalk.meeting_moved", actor_id=actor.id, subject_id=talk.id, meeting=meeting)
        tx.publish(WebtalkChanged(WEBTALK, talk.id, actor.id))


def talk_of_room(room: str) -> Webtalk | None:
    return db.session.scalar(select(Webtalk).where(Webtalk.room_name == room.lower())) if room else None
