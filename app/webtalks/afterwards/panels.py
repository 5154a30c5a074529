"""What recaps lend to other pages."""

from collections.abc import Callable
from typing import Any

from flask import render_template
from sqlalchemy import ColumnElement, select

from app.core.panels import drawn_once
from app.core.permissions import allows, who
from app.core.subjects import Subject
from app.topics.models import SubjectTopic
from app.webtalks.afterwards.models import Recap
from app.webtalks.afterwards.permissions import RecapAction
from app.webtalks.afterwards.queries import recap_cards, recap_of, waiting_talks
from app.webtalks.models import Speaker, TalkLink, Webtalk
from app.webtalks.permissions import WebtalkAction
from app.webtalks.queries import linked_entries


def on_talk(talk: Webtalk) -> str:
    """The way to the recap, or for those who write it that it is missing."""
    recap = recap_of(talk.id) if talk.recap_at is not None else None
    recap = recap if recap is not None and allows(who(), RecapAction.VIEW, recap) else None
    is_missing = talk.is_over() and not talk.is_cancelled and talk.closed_at is None
    is_missing = is_missing and allows(who(), WebtalkAction.CLOSE, talk)
    return render_template("webtalks/afterwards/_on_talk.html", talk=talk, recap=recap, is_missing=is_missing)


def for_host(talk: Webtalk) -> str:
    may_close = talk.is_over() and not talk.is_cancelled and allows(who(), WebtalkAction.CLOSE, talk)
    return render_template("webtalks/afterwards/_host.html", talk=talk) if may_close else ""


def missing_ones(_nothing: Any = None) -> str:
    """On "Meine Webtalks"."""
    talks = waiting_talks(who())
    return render_template("webtalks/afterwards/_missing.html", talks=talks) if talks else ""


def of_organisation(organisation: Any) -> str:
    return _shelf(Subject.owner_id == organisation.id)


def of_topic(topic: Any) -> str:
    carried = select(SubjectTopic.subject_id).where(SubjectTopic.topic_id == topic.id)
    return _shelf(Subject.id.in_(carried))


def of_entry(entry: Any) -> str:
    """About a measure or case."""
    if entry.id not in linked_entries():
        return ""
    linked = select(TalkLink.webtalk_id).where(TalkLink.subject_id == entry.id)
    return _shelf(Recap.webtalk_id.in_(linked), heading="Rückblicke auf Webtalks dazu")


def of_person(person: Any) -> str:
    spoken = select(Speaker.webtalk_id).where(Speaker.user_id == person.id)
    return _shelf(Recap.webtalk_id.in_(spoken), heading="Hat in Webtalks gesprochen")


def _shelf(condition: ColumnElement[bool], heading: str = "Rückblicke auf Webtalks") -> str:
    cards = recap_cards(condition)
    return render_template("webtalks/afterwards/_shelf.html", cards=cards, heading=heading) if cards else ""


PANELS: dict[str, Callable[[Any], str]] = {
    "webtalks.detail.top": on_talk,
    "webtalks.detail.host": for_host,
    "webtalks.mine.top": missing_ones,
    "organisations.detail.content": drawn_once(of_organisation),
    "topics.detail.content": drawn_once(of_topic),
    "practices.detail.below": drawn_once(of_entry),
    "accounts.person.content": of_person,
}
