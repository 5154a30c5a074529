"""Talks that repeat: all dates of a rule at once, and people who come to all of them."""

from datetime import date, time

from sqlalchemy import ColumnElement, select

from app.core import clock
from app.core.actors import Actor
from app.core.subjects import Subject
from app.core.transaction import transaction
from app.extensions import db
from app.webtalks import times
from app.webtalks.events import WebtalkPublished
from app.webtalks.models import Registration, Series, SeriesRegistration, Webtalk
from app.webtalks.rules import Rule
from app.webtalks.services import scheduling
from app.webtalks.services.plans import Plan, plan_of
from app.webtalks.services.registering import NotAdmitted, Person, register, stay_away


def rule_of(series: Series) -> Rule:
    names = ("rhythm", "starts_on", "every", "nth", "ends_on", "count")
    skipped = frozenset(date.fromisoformat(day) for day in series.skipped)
    return Rule(**{name: getattr(series, name) for name in names}, skipped=skipped)


def plans_of(plan: Plan, days: list[date], starts: time, ends: time, *, later: bool | None) -> list[Plan]:
    """The plan at each day, the wall clock alike. Raises times.NoSuchTime, times.TwiceThatDay."""
    return [plan.at(times.moment(day, starts, later=later), times.moment(day, ends, later=later)) for day in days]


def create_series(
    owner_id: int,
    plan: Plan,
    rule: Rule,
    starts: time,
    ends: time,
    *,
    actor: Actor,
    later: bool | None = None,
    first: Webtalk | None = None,
) -> tuple[Series, list[Webtalk]]:
    """The rule, and a draft for each of its dates. first: a draft that becomes the first of them.

    Raises rules.TooManyDates, rules.NoDates, times.NoSuchTime …
    """
    days = rule.dates()
    plans = plans_of(plan, days, starts, ends, later=later)
    with transaction(raises_cache=False):
        series = Series(
            title=plan.title,
            owner_id=owner_id,
            author_id=actor.id,
            rhythm=rule.rhythm,
            every=rule.every,
            nth=rule.nth,
            starts_on=rule.starts_on,
            ends_on=rule.ends_on,
            count=rule.count,
            skipped=sorted(day.isoformat() for day in rule.skipped),
            starts_at_time=starts,
            length_minutes=(ends.hour - starts.hour) * 60 + ends.minute - starts.minute,
        )
        db.session.add(series)
        db.session.flush()
        talks = [] if first is None else [_join(first, series, plans[0], days[0], actor)]
        dates = list(zip(plans, days, strict=True))[len(talks) :]
        talks += [
            scheduling.create_talk(owner_id, one, actor=actor, series_id=series.id, series_on=day) for one, day in dates
        ]
    return series, talks


def _join(talk: Webtalk, series: Series, plan: Plan, day: date, actor: Actor) -> Webtalk:
    talk.series_id, talk.series_on = series.id, day
    scheduling.change(talk, plan, actor=actor)
    return talk


def coming_talks(series_id: int, *conditions: ColumnElement[bool]) -> list[Webtalk]:
    """Those that have not ended and are not cancelled, in order."""
    query = select(Webtalk).join(Webtalk.subject).where(Webtalk.series_id == series_id, Webtalk.cancelled_at.is_(None))
    coming = query.where(Webtalk.ends_at > clock.now(), Subject.hidden_at.is_(None), *conditions)
    return list(db.session.scalars(coming.order_by(Webtalk.starts_at)))


def change_coming(talk: Webtalk, plan: Plan, *, actor: Actor, version: int | None = None) -> int:
    """The same words and settings for this talk and all later dates; each keeps its time. Returns how many."""
    later = Webtalk.starts_at >= talk.starts_at
    with transaction():
        scheduling.change(talk, plan, actor=actor, version=version)
        others = [one for one in coming_talks(talk.series_id or 0, later) if one.id != talk.id]
        for one in others:
            scheduling.change(one, plan.at(one.starts_at, one.ends_at), actor=actor)  # type: ignore[arg-type]
    return len(others) + 1


def add_date(series: Series, talk: Webtalk, day: date, *, actor: Actor) -> Webtalk:
    """One more date with the words of a talk of the series, at the series' time of day, as a draft."""
    minutes = series.starts_at_time.hour * 60 + series.starts_at_time.minute + series.length_minutes
    ends = time(minutes // 60, minutes % 60)
    plan = plans_of(plan_of(talk), [day], series.starts_at_time, ends, later=None)[0]
    return scheduling.create_talk(talk.subject.owner_id or 0, plan, actor=actor, series_id=series.id, series_on=day)


def register_for_all(series: Series, person: Person) -> tuple[int, str]:
    """Come to all dates, also to later ones. Returns how many were taken, and why one was not, if so."""
    with transaction(raises_cache=False):
        row = find_series_registration(series.id, person)
        if row is None:
            row = SeriesRegistration(series_id=series.id, user_id=person.user_id, email_folded=person.email_folded)
            db.session.add(row)
        row.name, row.email, row.answers, row.ended_at = person.name, person.email, person.answers, None
        db.session.flush()
        number = row.id
    return _register(coming_talks(series.id, Subject.state == "published"), person, number)


def _register(talks: list[Webtalk], person: Person, number: int) -> tuple[int, str]:
    taken, why = 0, ""
    for talk in talks:
        try:
            register(talk, person, series_registration_id=number)
            taken += 1
        except NotAdmitted as refused:
            why = str(refused)
    return taken, why


def find_series_registration(series_id: int, person: Person) -> SeriesRegistration | None:
    query = select(SeriesRegistration).where(SeriesRegistration.series_id == series_id)
    if person.user_id is not None:
        return db.session.scalar(query.where(SeriesRegistration.user_id == person.user_id))
    guest = query.where(SeriesRegistration.user_id.is_(None))
    return db.session.scalar(guest.where(SeriesRegistration.email_folded == person.email_folded))


def leave_series(number: int) -> None:
    """No more of its dates: also those registered by it are given up."""
    with transaction(raises_cache=False):
        db.session.get_one(SeriesRegistration, number).ended_at = clock.now()
    query = select(Webtalk, Registration.id).join(Registration, Registration.webtalk_id == Webtalk.id)
    mine = query.where(Registration.series_registration_id == number, Registration.state != "cancelled")
    for talk, registration_id in db.session.execute(mine.where(Webtalk.starts_at > clock.now())).all():
        stay_away(talk, registration_id)


def seat_regulars(event: WebtalkPublished) -> None:
    """Listener: a date published later takes in those who come to all."""
    talk = db.session.get(Webtalk, event.id)
    if talk is None or talk.series_id is None:
        return
    query = select(SeriesRegistration).where(
        SeriesRegistration.series_id == talk.series_id, SeriesRegistration.ended_at.is_(None)
    )
    for row in db.session.scalars(query.order_by(SeriesRegistration.id)).all():
        person = Person(row.user_id, row.name, row.email, row.answers)
        _register([talk], person, row.id)
