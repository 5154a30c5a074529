"""What stays of the invented talks: one whole recap, and a talk whose host still has to write it."""

from collections.abc import Sequence

from sqlalchemy import delete, select

from app.core import clock, storage
from app.core.actors import Actor
from app.core.subjects import Subject
from app.demo.cases import ORIGIN, Cast
from app.demo.records import FOLDER, DemoRecap, DemoRecording, DemoSlides
from app.extensions import db
from app.media.documents import PDF
from app.media.models import Attachment
from app.webtalks.afterwards import services
from app.webtalks.afterwards.models import Recap, Recording
from app.webtalks.afterwards.recordings import keep_recording
from app.webtalks.kinds import WEBTALK
from app.webtalks.live.models import Question
from app.webtalks.models import Webtalk


def load_recaps(listed: Sequence[DemoRecap], cast: Cast) -> list[int]:
    """Write them anew after the talks; inside a transaction(). Returns the subject ids."""
    return [number for one in listed if (number := _load(one, cast)) is not None]


def _load(one: DemoRecap, cast: Cast) -> int | None:
    query = select(Webtalk).join(Subject, Subject.id == Webtalk.id).where(Subject.kind == WEBTALK)
    talk = db.session.scalars(query.where(Subject.origin == ORIGIN, Subject.external_id == one.talk)).one()
    answers = _questions(talk, one)
    if not one.summary:
        return None
    actor = Actor(id=talk.subject.author_id)
    words = services.RecapText(one.summary, one.statements, one.text, answers)
    recap = services.save(talk, words, actor=actor)
    _slides(recap, one.slides)
    if one.recording is not None and db.session.get(Recording, recap.id) is None:
        _recording(talk, one.recording, actor)
    recap.subject.published_at = recap.mailed_at = talk.ends_at
    services.publish(talk, actor=actor)
    talk.recap_at = talk.closed_at = clock.now()
    return recap.id


def _recording(talk: Webtalk, one: DemoRecording, actor: Actor) -> None:
    with (FOLDER / one.file).open("rb") as stream:
        keep_recording(talk, stream=stream, captions=(FOLDER / one.captions).read_bytes(), actor=actor)


def _questions(talk: Webtalk, one: DemoRecap) -> dict[int, str]:
    """Answers by id of the question, written anew."""
    db.session.execute(delete(Question).where(Question.webtalk_id == talk.id))
    rows = [Question(webtalk_id=talk.id, text=text, votes=votes) for text, votes, _ in one.questions]
    db.session.add_all(rows)
    db.session.flush()
    return {row.id: answer for row, (_, _, answer) in zip(rows, one.questions, strict=True)}


def _slides(recap: Recap, listed: Sequence[DemoSlides]) -> None:
    known = set(db.session.scalars(select(Attachment.title).where(Attachment.subject_id == recap.id)))
    for at, one in enumerate(listed):
        if one.title in known:
            continue
        path = FOLDER / one.file
        file = storage.keep(path.read_bytes(), name=path.name, media_type=PDF.media_type)
        row = Attachment(subject_id=recap.id, role="evidence", file=file, position=at, title=one.title)
        row.alt_text, row.evidence_kind, row.is_published = one.description, "document", True
        db.session.add(row)
    db.session.flush()
