"""Announcing a talk: draft, publish, change, move, cancel."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import delete, func, insert, select, update

from app.accounts.models import Grant
from app.accounts.services.log_ins import renew_ids
from app.core import clock
from app.core.actors import Actor
from app.core.drafts import Revision
from app.core.subjects import Subject, give_slug
from app.core.text import slugify
from app.core.transaction import Transaction, touch, transaction
from app.extensions import db
from app.media.models import Attachment
from app.webtalks import times
from app.webtalks.cards import card_for
from app.webtalks.events import WebtalkCancelled, WebtalkChanged, WebtalkMoved, WebtalkPublished
from app.webtalks.kinds import HOST, WEBTALK
from app.webtalks.models import Registration, Webtalk
from app.webtalks.rooms import new_room_name
from app.webtalks.services import seats
from app.webtalks.services.plans import Plan, plan_of, write_plan

RESERVED = {"anmeldung", "reihen", "wuensche"}


class NotReady(Exception):
    """Why it can't be done, as German sentences."""

    def __init__(self, *sentences: str) -> None:
        super().__init__(" ".join(sentences))
        self.sentences = sentences


def create_talk(
    owner_id: int, plan: Plan, *, actor: Actor, series_id: int | None = None, series_on: date | None = None
) -> Webtalk:
    """A draft; who begins it is its host."""
    with transaction(raises_cache=False):
        subject = Subject(kind=WEBTALK, title=plan.title, owner_id=owner_id, author_id=actor.id)
        db.session.add(subject)
        db.session.flush()
        room = new_room_name(plan.title, series_on)
        talk = Webtalk(id=subject.id, room_name=room, series_id=series_id, series_on=series_on)
        talk.subject = subject
        db.session.add(talk)
        write_plan(talk, subject, plan)
        db.session.execute(insert(Grant).values(user_id=actor.id, role=HOST, scope_id=talk.id, granted_by_id=actor.id))
        renew_ids(actor.id or 0)
    return talk


def what_is_missing(talk: Webtalk, hosts: int) -> list[str]:
    """Sentences; empty when it can be published."""
    missing = []
    if talk.starts_at is None:
        missing.append("Wann beginnt und endet der Webtalk?")
    elif talk.starts_at <= clock.now():
        missing.append("Der Beginn liegt in der Vergangenheit. Bitte wählen Sie einen kommenden Termin.")
    if not talk.subject.summary and not talk.description_md:
        missing.append("Worum geht es? Bitte schreiben Sie ein oder zwei Sätze.")
    if talk.meeting == "link" and not talk.meeting_url:
        missing.append("Wo findet der Webtalk statt? Bitte tragen Sie die Adresse ein.")
    if not hosts:
        missing.append("Wer leitet den Webtalk? Bitte nennen Sie mindestens eine Person.")
    return missing


def publish(talk: Webtalk, *, actor: Actor, version: int | None = None) -> None:
    """Announce it. The first time it gets its address. Raises NotReady."""
    with transaction(talk, version=version) as tx:
        if missing := what_is_missing(talk, host_count(talk.id)):
            raise NotReady(*missing)
        subject = talk.subject
        if subject.state == "published":
            return
        if subject.slug is None:
            give_slug(subject, _slug_text(talk))
        subject.state, subject.published_at = "published", subject.published_at or clock.now()
        db.session.execute(update(Attachment).where(Attachment.subject_id == talk.id).values(is_published=True))
        _written(talk, actor)
        tx.publish(WebtalkPublished(WEBTALK, talk.id, actor.id))


def change(talk: Webtalk, plan: Plan, *, actor: Actor, version: int | None = None) -> None:
    """New words and settings. Times of a published talk stay: they are moved. Raises NotReady, Stale."""
    with transaction(talk, version=version) as tx:
        if talk.subject.state == "published":
            plan = plan.at(talk.starts_at, talk.ends_at)  # type: ignore[arg-type]
        if plan.capacity is not None and plan.capacity < talk.taken_seats:
            raise NotReady(
                f"Es sind schon {talk.taken_seats} Plätze vergeben. Weniger Plätze gehen erst, wenn Leute absagen."
            )
        before = (talk.subject.title, talk.meeting, talk.meeting_url)
        write_plan(talk, talk.subject, plan)
        _written(talk, actor)
        if talk.subject.state == "published":
            seats.promote(talk, tx)
            told = before != (plan.title, plan.meeting, plan.meeting_url)
            talk.sequence += int(told)
            tx.publish(WebtalkChanged(WEBTALK, talk.id, actor.id, for_calendars=told))


def move(talk: Webtalk, starts_at: datetime, ends_at: datetime, *, actor: Actor, version: int | None = None) -> None:
    """Another time: everybody registered is told and need not register again. Raises NotReady, Stale."""
    with transaction(talk, version=version) as tx:
        _check_movable(talk, starts_at)
        old = (talk.starts_at, talk.ends_at)
        if old == (starts_at, ends_at) or old[0] is None or old[1] is None:
            return
        talk.starts_at, talk.ends_at, talk.moved_from = starts_at, ends_at, old[0]
        talk.asked_at = talk.released_at = None
        talk.sequence += 1
        _forget_confirmations(talk, tx)
        talk.subject.card = card_for(talk)
        _written(talk, actor)
        start, end = old[0].isoformat(), old[1].isoformat()
        tx.publish(WebtalkMoved(WEBTALK, talk.id, actor.id, start, end, talk.sequence))


def cancel(talk: Webtalk, reason: str, *, actor: Actor, version: int | None = None) -> None:
    """It does not take place. The page stays and says why. Raises NotReady when it is over."""
    with transaction(talk, version=version) as tx:
        if talk.is_cancelled:
            return
        if talk.is_over():
            raise NotReady("Der Webtalk ist schon vorbei und kann nicht mehr abgesagt werden.")
        talk.cancelled_at, talk.cancel_reason = clock.now(), reason
        talk.sequence += 1
        talk.subject.card = card_for(talk)
        _written(talk, actor)
        tx.publish(WebtalkCancelled(WEBTALK, talk.id, actor.id, sequence=talk.sequence))


def discard(talk: Webtalk) -> None:
    """Delete a draft nobody but its writers has seen."""
    with transaction(talk, raises_cache=False):
        if talk.subject.slug is None:
            db.session.execute(delete(Subject).where(Subject.id == talk.id))


def host_count(talk_id: int) -> int:
    query = select(func.count()).select_from(Grant)
    return db.session.scalar(query.where(Grant.scope_id == talk_id, Grant.role == HOST)) or 0


def publish_all(talks: Sequence[Webtalk], *, actor: Actor) -> int:
    """The drafts of a series, all or none. Returns how many. Raises NotReady."""
    with transaction():
        for talk in talks:
            publish(talk, actor=actor)
    return len(talks)


def _check_movable(talk: Webtalk, starts_at: datetime) -> None:
    if talk.is_cancelled:
        raise NotReady("Der Webtalk ist abgesagt. Ein abgesagter Termin wird nicht verschoben.")
    if talk.is_over():
        raise NotReady("Der Webtalk ist schon vorbei.")
    if starts_at <= clock.now():
        raise NotReady("Der neue Beginn liegt in der Vergangenheit.")


def _forget_confirmations(talk: Webtalk, tx: Transaction) -> None:
    """Who said he would come said it of another time; and no offer lasts beyond the new start."""
    mine = Registration.webtalk_id == talk.id
    db.session.execute(update(Registration).where(mine).values(confirmed_at=None))
    deadline = seats.offer_deadline(talk.starts_at)  # type: ignore[arg-type]
    for one in db.session.scalars(select(Registration).where(mine, Registration.state == "offered")).all():
        if deadline is None:
            seats.accept(talk, one, tx)
        elif one.offered_until and deadline < one.offered_until:
            one.offered_until = deadline


def _slug_text(talk: Webtalk) -> str:
    """Dates of a series have their day in the address."""
    title = talk.subject.title
    if talk.series_id is not None and talk.starts_at is not None:
        return f"{title[:60]} {times.day_of(talk.starts_at).isoformat()}"
    return f"{title} Webtalk" if slugify(title) in RESERVED else title


def _written(talk: Webtalk, actor: Actor) -> None:
    """Its version rises; of a published one the whole text is kept."""
    touch(talk.subject)
    if talk.subject.state != "published":
        return
    latest = select(func.max(Revision.number)).where(Revision.subject_id == talk.id)
    number = (db.session.scalar(latest) or 0) + 1
    db.session.add(Revision(subject_id=talk.id, number=number, data=_revised(talk), author_id=actor.id))


def _revised(talk: Webtalk) -> dict[str, object]:
    plan = plan_of(talk)
    values = {**vars(plan), "topics": list(plan.topics), "cancelled": talk.is_cancelled}
    for name in ("starts_at", "ends_at"):
        values[name] = values[name].isoformat() if values[name] else None
    del values["invited"]
    return values
