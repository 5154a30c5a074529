"""Seats, the waiting list, and the clock."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.core import clock
from app.core.jobs.models import Job
from app.extensions import db
from app.webtalks.models import Registration, Webtalk
from app.webtalks.services import scheduling, ticking
from app.webtalks.services.registering import (
    NotAdmitted,
    Person,
    accept_offer,
    confirm_coming,
    member,
    register,
    stay_away,
)
from tests.factories.webtalks import WebtalkFactory


def somebody(number: int) -> Person:
    return Person(name=f"Gast {number}", email=f"gast{number}@example.org")


def states(talk: Webtalk) -> list[str]:
    db.session.expire_all()
    query = select(Registration.state).where(Registration.webtalk_id == talk.id).order_by(Registration.id)
    return list(db.session.scalars(query))


def full_talk(**values) -> tuple[Webtalk, list[Registration]]:
    """Two seats taken, two people waiting."""
    talk = WebtalkFactory(capacity=2, **values)
    return talk, [register(talk, somebody(number)) for number in range(4)]


def test_seats_are_given_until_there_are_none_and_then_people_wait(app):
    talk, _ = full_talk()
    assert states(talk) == ["registered", "registered", "waiting", "waiting"]
    assert (talk.taken_seats, talk.waiting_count) == (2, 2)


def test_registering_twice_is_registering_once(app, clara):
    talk = WebtalkFactory(capacity=2)
    first, again = (register(talk, member(clara.actor)).id for _ in range(2))
    assert first == again
    assert talk.taken_seats == 1
    guests = {register(talk, Person(name="G", email=mail)).id for mail in ("g@example.org", "G@Example.org")}
    assert len(guests) == 1


def test_a_free_seat_is_offered_to_the_first_who_waits_and_kept_for_a_day(app):
    talk, (first, _, third, _) = full_talk()
    stay_away(talk, first.id)
    assert states(talk) == ["cancelled", "registered", "offered", "waiting"]
    assert talk.taken_seats == 2
    assert abs(third.offered_until - clock.now() - timedelta(hours=24)) < timedelta(minutes=1)
    assert accept_offer(talk, third.id)
    assert states(talk)[2] == "registered"


def test_an_offer_nobody_takes_goes_on(app, at):
    at("2026-12-01T10:00")
    talk, (first, _, third, _) = full_talk()
    stay_away(talk, first.id)
    at("2026-12-02T10:01")
    assert not accept_offer(talk, third.id)
    assert ticking.is_needed()
    ticking.tick()
    assert states(talk) == ["cancelled", "registered", "cancelled", "offered"]
    assert not ticking.is_needed()


def test_shortly_before_the_start_seats_are_given_without_asking(app):
    talk, (first, *_) = full_talk(starts_at=clock.now() + timedelta(hours=2))
    stay_away(talk, first.id)
    assert states(talk) == ["cancelled", "registered", "registered", "waiting"]


def test_who_does_not_confirm_gives_way_a_day_before_to_who_waits(app, at):
    start = at("2026-12-10T10:00")
    at("2026-12-01T10:00")
    talk, (first, *_) = full_talk(starts_at=start)
    at("2026-12-08T10:05")
    ticking.tick()
    asked = db.session.scalars(select(Job.payload).where(Job.name.like("event:%"))).all()
    assert confirm_coming(talk, first.id), asked
    at("2026-12-09T10:01")
    ticking.tick()
    assert states(talk) == ["registered", "cancelled", "offered", "waiting"]
    ticking.tick()
    assert states(talk) == ["registered", "cancelled", "offered", "waiting"]


def test_nobody_gives_way_while_nobody_waits(app, at):
    start = at("2026-12-10T10:00")
    at("2026-12-01T10:00")
    talk = WebtalkFactory(capacity=1, starts_at=start)
    register(talk, somebody(1))
    at("2026-12-08T10:05")
    ticking.tick()
    at("2026-12-09T10:01")
    ticking.tick()
    assert states(talk) == ["registered"]


def test_more_seats_are_offered_at_once_and_fewer_than_taken_are_refused(app, anna):
    talk, _ = full_talk()
    plan = scheduling.plan_of(talk)
    scheduling.change(talk, replace(plan, capacity=3), actor=anna.actor)
    assert states(talk) == ["registered", "registered", "offered", "waiting"]
    with pytest.raises(scheduling.NotReady, match="3 Plätze vergeben"):
        scheduling.change(talk, replace(plan, capacity=2), actor=anna.actor)
    scheduling.change(talk, replace(plan, capacity=None), actor=anna.actor)
    assert states(talk) == ["registered", "registered", "offered", "registered"]


def test_a_moved_talk_keeps_its_people_and_asks_again(app, anna, at):
    start = at("2026-12-10T10:00")
    at("2026-12-08T11:00")
    talk, (first, *_) = full_talk(starts_at=start)
    ticking.tick()
    confirm_coming(talk, first.id)
    scheduling.move(talk, start + timedelta(days=7), talk.ends_at + timedelta(days=7), actor=anna.actor)
    assert states(talk) == ["registered", "registered", "waiting", "waiting"]
    assert (talk.sequence, talk.moved_from, talk.asked_at, first.confirmed_at) == (1, start, None, None)
    at("2026-12-15T11:00")
    assert ticking.is_needed()


@pytest.mark.parametrize("state", ["draft", "cancelled", "over", "hidden"])
def test_nobody_registers_for_what_does_not_take_place(app, state):
    now = clock.now()
    talk = {
        "draft": lambda: WebtalkFactory(state="draft"),
        "cancelled": lambda: WebtalkFactory(cancelled_at=now),
        "over": lambda: WebtalkFactory(starts_at=now - timedelta(hours=3), ends_at=now - timedelta(hours=2)),
        "hidden": lambda: WebtalkFactory(hidden_at=now),
    }[state]()
    with pytest.raises(NotAdmitted):
        register(talk, somebody(1))
    assert states(talk) == []


def test_who_may_come_is_kept(app, anna, clara, organisation):
    members, towns = WebtalkFactory(admission="members"), WebtalkFactory(admission="municipalities")
    for talk in (members, towns):
        with pytest.raises(NotAdmitted):
            register(talk, somebody(1))
    register(members, member(clara.actor))
    with pytest.raises(NotAdmitted, match="verifizierter Kommunen"):
        register(towns, member(clara.actor))


def test_the_invited_come_and_nobody_else(app, anna, clara):
    talk = WebtalkFactory(admission="invited")
    plan = replace(scheduling.plan_of(talk), invited=[clara.email.upper(), "gast1@example.org"])
    scheduling.change(talk, plan, actor=anna.actor)
    register(talk, member(clara.actor))
    register(talk, somebody(1))
    with pytest.raises(NotAdmitted, match="eingeladene"):
        register(talk, somebody(2))
