"""The talk and its people, straight into the tables: hosts, speakers, members, guests, bearers of a link."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import URLSafeTimedSerializer
from sqlalchemy import insert, select

from app.accounts.models import Grant, LogIn, User
from app.core import clock
from app.core.identifiers import new_token, token_hash
from app.core.subjects import Subject
from app.core.transaction import transaction
from app.extensions import db
from app.webtalks import links
from app.webtalks.kinds import HOST, WEBTALK
from app.webtalks.models import Registration, Speaker, Webtalk
from app.webtalks.rooms import new_room_name

SHARES = {"host": 2, "speaker": 8, "guest": 40, "lobby": 30}
"""So many of five hundred; all others are members who take part."""

CSRF = "0123456789abcdef" * 2


@dataclass(frozen=True)
class Visitor:
    """role: as which the door should let them in. query: a personal link. cookie, csrf: as after the log-in page."""

    name: str
    role: str
    cookie: str
    csrf: str
    query: str = ""


@dataclass(frozen=True)
class Talk:
    number: int
    slug: str
    room: str

    @property
    def path(self) -> str:
        return f"/webtalks/{self.slug}"


def new_talk(capacity: int | None = None, *, starts_in: timedelta = timedelta(minutes=5)) -> Talk:
    """Open to all, for an hour."""
    room, starts = new_room_name("andrang"), clock.now().replace(microsecond=0) + starts_in
    with transaction():
        subject = Subject(kind=WEBTALK, title="Andrang", slug=room, state="published", published_at=clock.now())
        db.session.add(subject)
        db.session.flush()
        times = {"starts_at": starts, "ends_at": starts + timedelta(hours=1)}
        db.session.add(Webtalk(id=subject.id, room_name=room, capacity=capacity, admission="public", **times))
        number = subject.id
    return Talk(number, room, room)


def members(app: Flask, number: int, role: str = "participant", word: str = "Person") -> list[tuple[Visitor, int]]:
    """New accounts with a log-in each: (visitor, user id)."""
    names = [f"{word} {role} {one}" for one in range(number)]
    tokens = [new_token() for _ in names]
    rows = [_account(name) for name in names]
    ends = clock.now() + timedelta(days=1)
    with transaction():
        db.session.execute(insert(User), rows)
        found = select(User.id).where(User.handle.in_([row["handle"] for row in rows])).order_by(User.id)
        ids = list(db.session.scalars(found))
        pairs = zip(ids, tokens, strict=True)
        db.session.execute(
            insert(LogIn), [{"token_hash": token_hash(t), "user_id": one, "expires_at": ends} for one, t in pairs]
        )
    visitors = [
        visitor(app, name, role, {"_user_id": t, "_fresh": True}) for name, t in zip(names, tokens, strict=True)
    ]
    return list(zip(visitors, ids, strict=True))


def _account(name: str) -> dict[str, Any]:
    handle = name.lower().replace(" ", "-")
    mail = f"{handle}@example.org"
    return {"name": name, "handle": handle, "email": mail, "email_folded": mail, "confirmed_at": clock.now()}


def visitor(app: Flask, name: str, role: str, session: dict[str, Any], query: str = "") -> Visitor:
    """Cookie and form token of a browser that has been here before."""
    signer = SecureCookieSessionInterface().get_signing_serializer(app)
    assert signer is not None
    cookie = f"{app.config['SESSION_COOKIE_NAME']}={signer.dumps({**session, 'csrf_token': CSRF})}"
    form = URLSafeTimedSerializer(app.secret_key or "", salt="wtf-csrf-token").dumps(CSRF)
    return Visitor(name, role, cookie, str(form), query)


def audience(app: Flask, talk: Talk, number: int) -> list[Visitor]:
    """All with the seat they should get."""
    counts = {role: max(1, share * number // 500) for role, share in SHARES.items()}
    leading = members(app, counts["host"], "host")
    speaking = members(app, counts["speaker"], "speaker")
    coming = members(app, number - sum(counts.values()))
    with transaction():
        db.session.execute(insert(Grant), [{"user_id": n, "role": HOST, "scope_id": talk.number} for _, n in leading])
        db.session.execute(
            insert(Speaker), [{"webtalk_id": talk.number, "user_id": n, "name": v.name} for v, n in speaking]
        )
        rows = [{"webtalk_id": talk.number, "user_id": n, "state": "registered"} for _, n in speaking + coming]
        db.session.execute(insert(Registration), rows)
    guests = _guests(app, talk, counts["guest"])
    strangers = [
        visitor(app, f"Fremde {n}", "lobby", {}, _forwarded(talk, n)) for n in range(min(counts["lobby"], len(coming)))
    ]
    return [one for one, _ in leading + speaking + coming] + guests + strangers


def _guests(app: Flask, talk: Talk, number: int) -> list[Visitor]:
    names = [f"Gast {one}" for one in range(number)]
    rows = [
        {"webtalk_id": talk.number, "name": name, "email": f"{n}@example.org", "email_folded": f"{n}@example.org"}
        for n, name in enumerate(names)
    ]
    with transaction():
        db.session.execute(insert(Registration), [{**row, "state": "registered"} for row in rows])
    query = select(Registration.public_id, Registration.name).where(Registration.webtalk_id == talk.number)
    found = db.session.execute(query.where(Registration.user_id.is_(None))).all()
    return [visitor(app, row.name, "guest", {}, f"?platz={links.signed(row.public_id)}") for row in found]


def _forwarded(talk: Talk, number: int) -> str:
    """The personal link of a member, in the hands of somebody else."""
    query = select(Registration.public_id).where(Registration.webtalk_id == talk.number, Registration.user_id > 0)
    name = db.session.scalar(query.order_by(Registration.id).offset(number).limit(1))
    return f"?platz={links.signed(str(name))}"
