"""The invented webtalks of the demo, dated from the day they are loaded: loading again moves them to that day."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from sqlalchemy import delete, insert, select, update

from app.accounts.models import Grant
from app.core import clock
from app.core.subjects import Subject
from app.core.text import slugify
from app.demo.cases import ORIGIN, Cast
from app.demo.records import DemoTalk
from app.extensions import db
from app.webtalks import times
from app.webtalks.cards import card_for
from app.webtalks.jitsi import Seat
from app.webtalks.kinds import HOST, WEBTALK
from app.webtalks.models import Registration, Series, Speaker, Webtalk
from app.webtalks.recording.models import RecordingConsent, RecordingNotice
from app.webtalks.recording.queries import notice_of
from app.webtalks.recording.services import hash_of
from app.webtalks.recording.words import default_words
from app.webtalks.rooms import new_room_name
from app.webtalks.services.plans import Plan, write_plan
from app.webtalks.services.seats import recount

SINCE = timedelta(minutes=20)


def load_talks(listed: Sequence[DemoTalk], cast: Cast, cases: dict[str, int]) -> list[int]:
    """Write them; inside a transaction(). cases: subject ids by key. Returns the subject ids."""
    known = {row.external_id: row.id for row in db.session.execute(_known())}
    series = {one.series: _series(one, cast) for one in reversed(listed) if one.series}
    loosened = update(Webtalk).where(Webtalk.id.in_(known.values())).values(series_id=None, series_on=None)
    db.session.execute(loosened)
    return [_load(one, cast, cases, known.get(one.key), series.get(one.series)) for one in listed]


def _known():  # type: ignore[no-untyped-def]
    return select(Subject.external_id, Subject.id).where(Subject.kind == WEBTALK, Subject.origin == ORIGIN)


def _load(one: DemoTalk, cast: Cast, cases: dict[str, int], known: int | None, series: Series | None) -> int:
    talk = db.session.get_one(Webtalk, known) if known else _new(one, cast)
    starts = starts_of(one)
    talk.series_id, talk.series_on = (series.id, times.day_of(starts)) if series else (None, None)
    write_plan(talk, talk.subject, _plan(one, starts, cases))
    talk.moved_from = starts + timedelta(days=one.moved_days) if one.moved_days else None
    talk.cancelled_at = clock.now() if one.cancelled else None
    talk.cancel_reason = one.cancelled
    talk.subject.card = card_for(talk)
    _people(talk, one, cast)
    if one.recorded:
        _told(talk)
    return talk.id


def _new(one: DemoTalk, cast: Cast) -> Webtalk:
    subject = Subject(kind=WEBTALK, origin=ORIGIN, external_id=one.key, title=one.title, state="published")
    subject.owner_id, subject.author_id = cast.organisations[one.organisation], cast.people[one.host]
    subject.slug, subject.published_at = slugify(f"{one.title} {one.key[-2:] if one.series else ''}"), clock.now()
    db.session.add(subject)
    db.session.flush()
    talk = Webtalk(id=subject.id, room_name=new_room_name(one.title))
    talk.subject = subject
    db.session.add(talk)
    return talk


def starts_of(one: DemoTalk) -> datetime:
    """Its moment from today on; never on a weekend. "now": begun a while ago."""
    if one.time == "now":
        return clock.now().replace(second=0, microsecond=0) - SINCE
    day = clock.today() + timedelta(days=one.days)
    day += timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)
    return times.moment(day, time.fromisoformat(one.time))


def _plan(one: DemoTalk, starts: datetime, cases: dict[str, int]) -> Plan:
    return Plan(
        title=one.title,
        summary=one.summary,
        description_md=one.description,
        starts_at=starts,
        ends_at=starts + timedelta(minutes=one.minutes),
        admission=one.admission,
        capacity=one.capacity,
        topics=one.topics,
        links=[cases[key] for key in one.links],
        questions=[
            {"key": f"f{number}", "label": label, "kind": kind, "options": options, "required": False}
            for number, (label, kind, options) in enumerate(one.questions, 1)
        ],
        agenda=[{"at_minute": minute, "text": text} for minute, text in one.agenda],
    )


def _people(talk: Webtalk, one: DemoTalk, cast: Cast) -> None:
    """Host, speakers and registrations, written anew."""
    db.session.execute(delete(Grant).where(Grant.scope_id == talk.id))
    db.session.execute(insert(Grant).values(user_id=cast.people[one.host], role=HOST, scope_id=talk.id))
    db.session.execute(delete(Speaker).where(Speaker.webtalk_id == talk.id))
    for place, who in enumerate(one.speakers):
        values = who.model_dump(exclude={"person"})
        db.session.add(Speaker(webtalk_id=talk.id, position=place, user_id=cast.people.get(who.person), **values))
    known = set(db.session.scalars(select(Registration.user_id).where(Registration.webtalk_id == talk.id)))
    for state, keys in (("registered", one.registered), ("waiting", one.waiting)):
        for key in keys:
            if cast.people[key] not in known:
                _register(talk, cast.people[key], state)
    recount(talk)


def _register(talk: Webtalk, user_id: int, state: str) -> None:
    row = Registration(webtalk_id=talk.id, user_id=user_id, state=state, created_at=talk.subject.published_at)
    row.queued_at = clock.now() if state == "waiting" else None
    row.attended = True if talk.is_over() else None
    db.session.add(row)
    db.session.flush()


def _told(talk: Webtalk) -> None:
    """It is announced as recorded, and whoever came said yes."""
    notice = notice_of(talk.id)
    if notice is None:
        owner = db.session.get_one(Subject, talk.subject.owner_id)
        notice = RecordingNotice(webtalk_id=talk.id, text=default_words(talk, owner.title))
        notice.from_at = talk.subject.published_at or clock.now()
        db.session.add(notice)
        db.session.flush()
    came = select(Registration).where(Registration.webtalk_id == talk.id, Registration.attended.is_(True))
    said = set(db.session.scalars(select(RecordingConsent.registration_id)))
    for row in db.session.scalars(came).all():
        if row.id not in said:
            seat = Seat("participant", "-", f"r{row.public_id}")
            yes = RecordingConsent(notice_id=notice.id, seat_hash=hash_of(seat), answer="yes")
            yes.registration_id, yes.user_id, yes.answered_at = row.id, row.user_id, talk.starts_at or clock.now()
            db.session.add(yes)
    db.session.flush()


def _series(one: DemoTalk, cast: Cast) -> Series:
    """Every two weeks, four dates; `one` is the first of them."""
    owner_id = cast.organisations[one.organisation]
    row = db.session.scalar(select(Series).where(Series.owner_id == owner_id, Series.title == one.title))
    if row is None:
        row = Series(title=one.title, owner_id=owner_id, author_id=cast.people[one.host], rhythm="weekly", every=2)
        row.count, row.length_minutes, row.starts_at_time = 4, one.minutes, time.fromisoformat(one.time)
        db.session.add(row)
    row.starts_on = times.day_of(starts_of(one))
    db.session.flush()
    return row
