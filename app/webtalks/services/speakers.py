"""Who speaks: added and taken away by those who write the talk."""

from sqlalchemy import func, select

from app.core.actors import Actor
from app.core.transaction import touch, transaction
from app.extensions import db
from app.media.models import Attachment
from app.media.services import add_picture, remove_attachments
from app.webtalks.events import WebtalkChanged
from app.webtalks.kinds import WEBTALK
from app.webtalks.models import Speaker, Webtalk

MOST = 20


def add_speaker(
    talk: Webtalk,
    *,
    name: str,
    role: str,
    about: str,
    user_id: int | None,
    picture: bytes,
    file_name: str,
    actor: Actor,
) -> None:
    """picture: empty without one. Raises PictureRefused."""
    attachment = add_picture(talk.subject, picture, name=file_name, actor=actor) if picture else None
    picture_id = attachment.id if attachment else None
    with transaction(talk) as tx:
        if picture_id is not None:
            kept = db.session.get_one(Attachment, picture_id)
            kept.is_published, kept.alt_text = talk.subject.state == "published", name
        last = db.session.scalar(select(func.max(Speaker.position)).where(Speaker.webtalk_id == talk.id)) or 0
        values = {"name": name, "role": role, "about": about, "user_id": user_id, "picture_id": picture_id}
        db.session.add(Speaker(webtalk_id=talk.id, position=last + 1, **values))
        touch(talk.subject)
        if talk.subject.state == "published":
            tx.publish(WebtalkChanged(WEBTALK, talk.id, actor.id))


def remove_speaker(talk: Webtalk, speaker_id: int, *, actor: Actor) -> None:
    with transaction(talk) as tx:
        speaker = db.session.get(Speaker, speaker_id)
        if speaker is None or speaker.webtalk_id != talk.id:
            return
        picture_id = speaker.picture_id
        db.session.delete(speaker)
        db.session.flush()
        if picture_id is not None:
            remove_attachments([picture_id])
        touch(talk.subject)
        if talk.subject.state == "published":
            tx.publish(WebtalkChanged(WEBTALK, talk.id, actor.id))
