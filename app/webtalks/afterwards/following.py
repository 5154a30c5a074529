"""A recap looks like its talk: title, topics, who may see it; hidden while the talk is."""

from app.core.events import SubjectEvent
from app.core.text import sort_key
from app.core.transaction import touch, transaction
from app.extensions import db
from app.topics.queries import topics_of
from app.topics.services import set_topics
from app.webtalks.afterwards.events import RecapChanged, RecapRemoved
from app.webtalks.afterwards.models import RECAP, Recap
from app.webtalks.afterwards.queries import recap_of
from app.webtalks.kinds import WEBTALK
from app.webtalks.models import Webtalk


def follow_talk(event: SubjectEvent) -> None:
    """Listener in the same transaction: a recap is never open for a moment longer than its talk."""
    recap = recap_of(event.id) if event.kind == WEBTALK else None
    talk = db.session.get(Webtalk, event.id) if recap is not None else None
    if recap is None or talk is None:
        return
    before = _look(recap)
    with transaction() as tx:
        follow(recap, talk)
        db.session.flush()
        if before == _look(recap):
            return
        touch(recap.subject)
        if recap.subject.state == "published":
            news = RecapRemoved if recap.subject.hidden_at else RecapChanged
            tx.publish(news(RECAP, recap.id, event.actor_id))


def follow(recap: Recap, talk: Webtalk) -> None:
    """Inside a transaction."""
    subject, of_talk = recap.subject, talk.subject
    subject.title, subject.sort_key = of_talk.title, sort_key(of_talk.title)
    subject.visibility = of_talk.visibility
    _hide(recap, talk)
    db.session.flush()
    set_topics(recap.id, [topic.slug for topic in topics_of([talk.id]).get(talk.id, ())])


def _hide(recap: Recap, talk: Webtalk) -> None:
    """What moderation hid by itself stays hidden when the talk comes back."""
    if talk.subject.hidden_at is not None and recap.subject.hidden_at is None:
        recap.subject.hidden_at, recap.is_hidden_with_talk = talk.subject.hidden_at, True
    elif talk.subject.hidden_at is None and recap.is_hidden_with_talk:
        recap.subject.hidden_at, recap.is_hidden_with_talk = None, False


def _look(recap: Recap) -> tuple[object, ...]:
    topics = tuple(topic.slug for topic in topics_of([recap.id]).get(recap.id, ()))
    return (recap.subject.title, recap.subject.visibility, recap.subject.hidden_at, topics)
