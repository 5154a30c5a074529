"""The list of talks: what is asked for in the address, and one page of it."""

from dataclasses import dataclass, replace
from typing import Any

from flask import request
from sqlalchemy import ColumnElement, Row, select

from app.core import clock
from app.core.actors import Actor
from app.core.paging import Page, page_number, page_of, window
from app.core.subjects import Subject
from app.extensions import db
from app.organisations.cards import Card, card_of, owner
from app.topics.models import SubjectTopic, Topic
from app.topics.queries import topic_choices
from app.webtalks.models import Webtalk
from app.webtalks.queries import seen_by, talk_columns

PERIODS = {"kommend": "Kommende", "vergangen": "Vergangene"}
SORTS = {"termin": "Termin", "titel": "Titel"}
RUNNING = ("Läuft gerade", "success")


@dataclass(frozen=True)
class Wanted:
    """period: a key of PERIODS; topic, organisation: slugs or nothing."""

    period: str = "kommend"
    topic: str = ""
    organisation: str = ""
    sort: str = "termin"

    @property
    def is_narrow(self) -> bool:
        return bool(self.topic or self.organisation)

    def conditions(self) -> list[ColumnElement[bool]]:
        now = clock.now()
        found = [Webtalk.ends_at > now if self.period == "kommend" else Webtalk.ends_at <= now]
        if self.topic:
            carried = select(SubjectTopic.subject_id).join(Topic, Topic.id == SubjectTopic.topic_id)
            found.append(Subject.id.in_(carried.where(Topic.slug == self.topic)))
        if self.organisation:
            found.append(owner.slug == self.organisation)
        return found

    def order(self) -> tuple[Any, ...]:
        if self.sort == "titel":
            return (Subject.sort_key, Webtalk.starts_at, Subject.id)
        starts = Webtalk.starts_at if self.period == "kommend" else Webtalk.starts_at.desc()
        return (starts, Subject.id)


def read_wanted() -> Wanted:
    """From the address; what we do not know counts as not said."""
    period, sort = request.args.get("zeit", ""), request.args.get("sortierung", "")
    topics = dict(topic_choices())
    topic = request.args.get("thema", "")
    return Wanted(
        period if period in PERIODS else "kommend",
        topic if topic in topics else "",
        request.args.get("organisation", "")[:100],
        sort if sort in SORTS else "termin",
    )


def rows_of(wanted: Wanted, actor: Actor) -> Any:
    return talk_columns().where(*seen_by(actor), *wanted.conditions()).order_by(*wanted.order())


def page_for(wanted: Wanted, actor: Actor) -> Page:
    number = page_number()
    rows = db.session.execute(window(rows_of(wanted, actor), number)).all()
    return page_of([drawn(row) for row in rows], number)


def drawn(row: Row[Any]) -> Card:
    """A card that also says whether it runs, and whether there is a seat."""
    card, seats = card_of(row), seats_left(row)
    badges = (RUNNING, *card.badges) if _runs(row) else card.badges
    return replace(card, badges=badges, meta=(*card.meta, seats) if seats else card.meta)


def _runs(row: Any) -> bool:
    return row.cancelled_at is None and row.starts_at is not None and row.starts_at <= clock.now() < row.ends_at


def seats_left(row: Any) -> str:
    """ "Noch 3 Plätze frei", "Ausgebucht, Warteliste offen"; nothing where seats are no question."""
    if row.capacity is None or row.cancelled_at is not None or row.ends_at is None or row.ends_at <= clock.now():
        return ""
    free = row.capacity - row.taken_seats
    if free <= 0 or row.waiting_count:
        return "Ausgebucht, Warteliste offen"
    return "Noch ein Platz frei" if free == 1 else f"Noch {free} Plätze frei"


def organisations_with_talks(actor: Actor) -> list[tuple[str, str]]:
    """(slug, name) of those that announce talks, for the filter."""
    talk = select(Subject.owner_id).where(*seen_by(actor)).distinct()
    query = select(Subject.slug, Subject.title).where(Subject.id.in_(talk), Subject.slug.is_not(None))
    return [(row.slug, row.title) for row in db.session.execute(query.order_by(Subject.sort_key).limit(200))]
