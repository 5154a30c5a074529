"""Writing a recap: saved half filled, published, changed, taken back; or a talk is closed without one.

All of it under the lock of the talk.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import delete, update

from app.core import clock
from app.core.actors import Actor
from app.core.markup import RENDERER_VERSION, render
from app.core.subjects import Subject
from app.core.transaction import Stale, Transaction, touch, transaction
from app.extensions import db
from app.media.models import Attachment
from app.webtalks.afterwards.cards import card_for
from app.webtalks.afterwards.events import RecapChanged, RecapPublished, RecapRemoved
from app.webtalks.afterwards.following import follow
from app.webtalks.afterwards.models import RECAP, STATEMENTS, Recap, RecapAnswer, Recording
from app.webtalks.afterwards.queries import recap_of
from app.webtalks.cards import card_for as talk_card_for
from app.webtalks.events import QuestionHidden, WebtalkChanged
from app.webtalks.kinds import WEBTALK
from app.webtalks.models import Webtalk
from app.webtalks.recording.refusal import refusal
from app.webtalks.services.scheduling import NotReady


@dataclass(frozen=True)
class RecapText:
    """What was typed. answers: by id of the question; empty ones take an answer back."""

    summary: str = ""
    statements: Sequence[str] = ()
    text_md: str = ""
    answers: Mapping[int, str] = field(default_factory=dict)

    def missing(self) -> list[str]:
        """Sentences; empty when it may be read by others."""
        found = [] if self.summary else ["Bitte fassen Sie den Webtalk in ein, zwei Sätzen zusammen."]
        if len(self.statements) < STATEMENTS:
            found.append("Bitte schreiben Sie drei Sätze, die bleiben sollen.")
        return found


def save(talk: Webtalk, text: RecapText, *, actor: Actor, version: int = 0) -> Recap:
    """version: of the recap the person has seen, 0 of none. A published one stays whole. Raises NotReady, Stale."""
    with transaction(talk, raises_cache=False) as tx:
        recap = begun(talk, actor)
        if version and recap.subject.version != version:
            raise Stale(recap.subject.version)
        if recap.subject.state == "published" and (missing := text.missing()):
            raise NotReady(*missing)
        recap.subject.summary, recap.statements = text.summary, list(text.statements)
        recap.text_md, recap.text_html, recap.renderer_version = text.text_md, *_rendered(text.text_md)
        _write_answers(recap, text.answers)
        changed(recap, talk, tx, actor)
    return recap


def publish(talk: Webtalk, *, actor: Actor) -> None:
    """Whoever may read the talk may read it from now on. Raises NotReady."""
    with transaction(talk) as tx:
        recap = recap_of(talk.id)
        if missing := [*_stored_text(recap).missing(), *_recording_refused(recap, talk)]:
            raise NotReady(*missing)
        assert recap is not None
        if recap.subject.state == "published":
            return
        recap.subject.state = "published"
        recap.subject.published_at = recap.subject.published_at or clock.now()
        db.session.execute(update(Attachment).where(Attachment.subject_id == recap.id).values(is_published=True))
        touch(recap.subject)
        tx.publish(RecapPublished(RECAP, recap.id, actor.id))
        _tell_talk(talk, tx, actor, is_there=True)


def take_back(talk: Webtalk, *, actor: Actor) -> None:
    """Nobody but its own people reads it any more; publishing brings it back."""
    with transaction(talk) as tx:
        recap = recap_of(talk.id)
        if recap is None or recap.subject.state != "published":
            return
        recap.subject.state = "withdrawn"
        touch(recap.subject)
        tx.publish(RecapRemoved(RECAP, recap.id, actor.id))
        _tell_talk(talk, tx, actor, is_there=False)


def close_without(talk: Webtalk) -> None:
    """There will be no recap; nobody asks for it any more."""
    with transaction(talk, raises_cache=False):
        talk.closed_at = talk.closed_at or clock.now()


def note_question(event: QuestionHidden) -> None:
    """Listener in the same transaction: a question taken away leaves the recap and the search, too."""
    recap, talk = recap_of(event.webtalk_id), db.session.get(Webtalk, event.webtalk_id)
    if recap is not None and talk is not None:
        with transaction(raises_cache=False) as tx:
            changed(recap, talk, tx, Actor())


def begun(talk: Webtalk, actor: Actor) -> Recap:
    """The talk's recap, begun when there is none yet; inside a transaction(talk)."""
    recap = recap_of(talk.id)
    if recap is not None:
        return recap
    subject = Subject(kind=RECAP, title=talk.subject.title, owner_id=talk.subject.owner_id, author_id=actor.id)
    subject.origin, subject.slug = talk.subject.origin, talk.subject.slug
    db.session.add(subject)
    db.session.flush()
    recap = Recap(id=subject.id, webtalk_id=talk.id, statements=[], text_md="", text_html="")
    recap.subject = subject
    db.session.add(recap)
    follow(recap, talk)
    return recap


def changed(recap: Recap, talk: Webtalk, tx: Transaction, actor: Actor) -> None:
    """After each change: version, card, and news of what others may read."""
    db.session.flush()
    recap.subject.card = card_for(recap, talk)
    touch(recap.subject)
    if recap.subject.state == "published":
        tx.raises_cache = True
        tx.publish(RecapChanged(RECAP, recap.id, actor.id))


def _tell_talk(talk: Webtalk, tx: Transaction, actor: Actor, *, is_there: bool) -> None:
    talk.recap_at = clock.now() if is_there else None
    talk.closed_at = talk.closed_at or clock.now()
    talk.subject.card = talk_card_for(talk)
    touch(talk.subject)
    tx.publish(WebtalkChanged(WEBTALK, talk.id, actor.id))


def _stored_text(recap: Recap | None) -> RecapText:
    return RecapText(recap.subject.summary, recap.statements) if recap is not None else RecapText()


def _recording_refused(recap: Recap | None, talk: Webtalk) -> list[str]:
    """Somebody may have been noted as there after the recording was added."""
    row = db.session.get(Recording, recap.id) if recap is not None else None
    why = refusal(talk) if row is not None and row.stopped_at is None else ""
    return [f"{why} Bitte entfernen Sie die Aufzeichnung; alles andere lässt sich veröffentlichen."] if why else []


def _rendered(text: str) -> tuple[str, int]:
    return render(text).html, RENDERER_VERSION


def _write_answers(recap: Recap, answers: Mapping[int, str]) -> None:
    """When an answer was first given stays, however often it is put in other words."""
    for question_id, text in answers.items():
        known = db.session.get(RecapAnswer, question_id)
        if not text:
            db.session.execute(delete(RecapAnswer).where(RecapAnswer.question_id == question_id))
        elif known is None:
            db.session.add(RecapAnswer(question_id=question_id, recap_id=recap.id, text=text))
        else:
            known.text = text
