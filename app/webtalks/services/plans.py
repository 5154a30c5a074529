"""What the people of a talk have decided about it, as one finished value; and writing it into the tables."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select

from app.core.addresses import fold_address
from app.core.markup import RENDERER_VERSION, render
from app.core.subjects import Subject
from app.core.text import sort_key
from app.extensions import db
from app.topics.queries import topics_of
from app.topics.services import set_topics
from app.webtalks.cards import card_for
from app.webtalks.models import Invitation, TalkLink, Webtalk


@dataclass(frozen=True)
class Plan:
    """See models.Webtalk. topics: slugs; links: subject ids; invited: addresses. Times: UTC, None in a first draft."""

    title: str
    summary: str = ""
    description_md: str = ""
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    visibility: str = "public"
    admission: str = "members"
    capacity: int | None = None
    asks_to_confirm: bool = True
    meeting: str = "jitsi"
    meeting_url: str = ""
    dial_in: str = ""
    topics: Sequence[str] = ()
    links: Sequence[int] = ()
    invited: Sequence[str] = ()
    questions: Sequence[dict[str, Any]] = field(default_factory=list)
    agenda: Sequence[dict[str, Any]] = field(default_factory=list)

    def at(self, starts_at: datetime, ends_at: datetime) -> "Plan":
        return replace(self, starts_at=starts_at, ends_at=ends_at)


def plan_of(talk: Webtalk) -> Plan:
    """The same back from the tables."""
    links = select(TalkLink.subject_id).where(TalkLink.webtalk_id == talk.id).order_by(TalkLink.position)
    invited = select(Invitation.email).where(Invitation.webtalk_id == talk.id).order_by(Invitation.id)
    return Plan(
        title=talk.subject.title,
        summary=talk.subject.summary,
        visibility=talk.subject.visibility,
        topics=[topic.slug for topic in topics_of([talk.id]).get(talk.id, ())],
        links=list(db.session.scalars(links)),
        invited=list(db.session.scalars(invited)),
        **{name: getattr(talk, name) for name in OWN_FIELDS},
    )


OWN_FIELDS = (
    "description_md",
    "starts_at",
    "ends_at",
    "admission",
    "capacity",
    "asks_to_confirm",
    "meeting",
    "meeting_url",
    "dial_in",
    "questions",
    "agenda",
)


def write_plan(talk: Webtalk, subject: Subject, plan: Plan) -> None:
    """Inside a transaction; talk and subject are in the session."""
    subject.title, subject.summary, subject.visibility = plan.title, plan.summary, plan.visibility
    subject.sort_key = sort_key(plan.title)
    for name in OWN_FIELDS:
        value = getattr(plan, name)
        setattr(talk, name, list(value) if name in ("questions", "agenda") else value)
    talk.description_html, talk.renderer_version = render(plan.description_md).html, RENDERER_VERSION
    subject.card = card_for(talk)
    db.session.flush()
    set_topics(talk.id, plan.topics)
    _write_links(talk.id, plan.links)
    _write_invitations(talk.id, plan.invited)


def _write_links(talk_id: int, links: Sequence[int]) -> None:
    db.session.execute(delete(TalkLink).where(TalkLink.webtalk_id == talk_id))
    rows = enumerate(dict.fromkeys(links))
    db.session.add_all(TalkLink(webtalk_id=talk_id, subject_id=one, position=place) for place, one in rows)


def _write_invitations(talk_id: int, addresses: Sequence[str]) -> None:
    wanted = {fold_address(one): one for one in addresses}
    mine = Invitation.webtalk_id == talk_id
    known = set(db.session.scalars(select(Invitation.email_folded).where(mine)))
    db.session.execute(delete(Invitation).where(mine, Invitation.email_folded.in_(known - set(wanted))))
    new = [folded for folded in wanted if folded not in known]
    db.session.add_all(Invitation(webtalk_id=talk_id, email=wanted[one], email_folded=one) for one in new)
