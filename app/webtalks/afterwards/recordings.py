"""The recording in a recap: added where everybody said yes before, gone at once when somebody no longer does."""

from typing import IO

from sqlalchemy import delete, select

from app.core import clock, storage
from app.core.actors import Actor
from app.core.storage import StoredFile
from app.core.transaction import Transaction, transaction
from app.extensions import db
from app.media.services import file_stem
from app.webtalks.afterwards.captions import as_text, read_captions
from app.webtalks.afterwards.models import Recap, Recording
from app.webtalks.afterwards.queries import recap_of
from app.webtalks.afterwards.services import begun, changed
from app.webtalks.afterwards.videos import video_type
from app.webtalks.models import Webtalk
from app.webtalks.recording.events import ConsentRevoked
from app.webtalks.recording.refusal import refusal
from app.webtalks.services.scheduling import NotReady

NO_RECORDING = "Bitte geben Sie zuerst an, wo die Aufzeichnung zu finden ist."


def keep_recording(
    talk: Webtalk,
    *,
    url: str = "",
    stream: IO[bytes] | None = None,
    captions: bytes = b"",
    has_captions_elsewhere: bool = False,
    actor: Actor,
) -> None:
    """A new one takes the place of the old, with its captions; without url and stream, only captions change.

    Raises NotReady, VideoRefused, CaptionsRefused.
    """
    cues = read_captions(captions) if captions else []
    kind = video_type(stream) if stream is not None else None
    with transaction(talk, raises_cache=False) as tx:
        if why := refusal(talk):
            raise NotReady(why)
        recap = begun(talk, actor)
        row = db.session.get(Recording, recap.id)
        if row is None and not url and stream is None:
            raise NotReady(NO_RECORDING)
        if url or stream is not None:
            row = _placed(recap, row, url, actor)
        assert row is not None
        if stream is not None and kind is not None:
            name = f"{file_stem(talk.subject.title, 'aufzeichnung')}.{kind.suffix}"
            row.file_id = storage.keep_stream(stream, name=name, media_type=kind.media_type).id
        row.has_captions_elsewhere = has_captions_elsewhere and bool(row.url)
        if cues:
            _caption(row, captions, as_text(cues))
        db.session.add(row)
        changed(recap, talk, tx, actor)


def remove_recording(talk: Webtalk, *, actor: Actor) -> None:
    with transaction(talk, raises_cache=False) as tx:
        recap = recap_of(talk.id)
        if recap is not None:
            _delete(recap.id)
            changed(recap, talk, tx, actor)


def stop_recording(event: ConsentRevoked) -> None:
    """Listener in the same transaction: nobody sees it a moment longer."""
    recap, talk = recap_of(event.webtalk_id), db.session.get(Webtalk, event.webtalk_id)
    if recap is None or talk is None:
        return
    with transaction() as tx:
        row = db.session.get(Recording, recap.id)
        if row is not None and row.stopped_at is None:
            row.stopped_at = clock.now()
            _news(recap, talk, tx)


def _news(recap: Recap, talk: Webtalk, tx: Transaction) -> None:
    changed(recap, talk, tx, Actor())


def _placed(recap: Recap, old: Recording | None, url: str, actor: Actor) -> Recording:
    if old is not None:
        _delete(recap.id)
        db.session.expunge(old)
    return Recording(recap_id=recap.id, url=url, confirmed_by_id=actor.id, transcript="")


def _caption(row: Recording, content: bytes, transcript: str) -> None:
    old = row.captions_file_id
    row.captions_file_id = storage.keep(content, name="untertitel.vtt", media_type="text/vtt").id
    row.transcript = transcript
    if old is not None:
        db.session.flush()
        db.session.execute(delete(StoredFile).where(StoredFile.id == old))


def _delete(recap_id: int) -> None:
    files = select(Recording.file_id, Recording.captions_file_id).where(Recording.recap_id == recap_id)
    ids = {number for row in db.session.execute(files) for number in row if number is not None}
    db.session.execute(delete(Recording).where(Recording.recap_id == recap_id))
    db.session.execute(delete(StoredFile).where(StoredFile.id.in_(ids)))
