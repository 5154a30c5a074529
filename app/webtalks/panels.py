"""What talks lend to the pages of others: the next ones."""

from collections.abc import Callable
from typing import Any

from flask import render_template
from sqlalchemy import select

from app.accounts.models import User
from app.core import clock
from app.core.formats import german_datetime
from app.core.panels import drawn_once
from app.core.permissions import allows, who
from app.core.remembered import remembered
from app.core.subjects import Subject
from app.extensions import db
from app.topics.models import SubjectTopic
from app.webtalks.models import TalkLink, Webtalk
from app.webtalks.permissions import WebtalkAction
from app.webtalks.queries import coming_cards, linked_entries
from app.webtalks.services.drafts import find_draft, pending


def next_ones(_nothing: Any = None) -> str:
    """The next three, on the start page."""
    minutes = int(clock.now().timestamp() // 300)  # what has ended meanwhile goes, also while nobody writes
    cards = remembered(("webtalks.next", minutes), coming_cards)
    return render_template("webtalks/_next.html", cards=cards) if cards else ""


def of_organisation(organisation: Any) -> str:
    slug = organisation.subject.slug or ""
    cards = coming_cards(Subject.owner_id == organisation.id)
    return _shelf(cards, f"/webtalks/?organisation={slug}")


def of_topic(topic: Any) -> str:
    carried = select(SubjectTopic.subject_id).where(SubjectTopic.topic_id == topic.id)
    return _shelf(coming_cards(Subject.id.in_(carried)), f"/webtalks/?thema={topic.slug}")


def of_place(place: Any) -> str:
    """Talks of the organisations that sit there."""
    here = select(Subject.id).where(Subject.kind == "organisation", Subject.place_id == place.id)
    return _shelf(coming_cards(Subject.owner_id.in_(here)), "/webtalks/")


def of_entry(entry: Any) -> str:
    """Talks about a measure or case."""
    if entry.id not in linked_entries():
        return ""
    linked = select(TalkLink.webtalk_id).where(TalkLink.subject_id == entry.id)
    return _shelf(coming_cards(Webtalk.id.in_(linked)), "/webtalks/", "Webtalks dazu")


def _shelf(cards: list[Any], more: str, heading: str = "Kommende Webtalks") -> str:
    return render_template("webtalks/_shelf.html", cards=cards, more=more, heading=heading) if cards else ""


def unsaid(talk: Any) -> str:
    """For who may edit it: that somebody is writing."""
    if not allows(who(), WebtalkAction.EDIT, talk):
        return ""
    draft = find_draft(talk)
    if draft is None or not pending(draft):
        return ""
    by = db.session.scalar(select(User.name).where(User.id == draft.changed_by_id))
    when = german_datetime(draft.changed_at)
    return render_template("webtalks/_unsaid.html", talk=talk, when=when, by=by or "jemandem")


PANELS: dict[str, Callable[[Any], str]] = {
    "webtalks.detail.top": unsaid,
    "home.start.coming": next_ones,
    "organisations.detail.content": drawn_once(of_organisation),
    "topics.detail.content": drawn_once(of_topic),
    "places.detail.content": drawn_once(of_place),
    "practices.detail.below": drawn_once(of_entry),
}
