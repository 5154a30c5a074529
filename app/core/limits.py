"""Limits that hold across workers and restarts, on loopback too: how often per time somebody may do a thing.

With REDIS_URL they are counted there, by Flask-Limiter's own storage; without it, and while Redis does not answer, in a
table. What was counted on one side is unknown on the other: an outage gives everybody his tries once more.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import ip_network

from flask import abort, request
from limits import RateLimitItem, RateLimitItemPerSecond
from sqlalchemy import String, delete, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock
from app.core.database import Base
from app.core.redis_counts import ask
from app.core.transaction import transaction
from app.extensions import db


@dataclass(frozen=True)
class Limit:
    """name: stored; most: allowed times; seconds: length of the window, which starts with the first time."""

    name: str
    most: int
    seconds: int


class LimitCount(Base):
    """Times counted for one key in one window. The key is a hash: no address is stored."""

    __tablename__ = "limit_count"
    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    count: Mapped[int]
    ends_at: Mapped[datetime] = mapped_column(index=True)


def hit(limit: Limit, *who: str) -> bool:
    """Count one time for who (any strings). False when that was one too many."""
    key, item = _key(limit, who), _item(limit)
    counted = ask(lambda redis: redis.hit(item, key))
    if counted is not None:
        return counted
    with transaction(raises_cache=False):
        return _count(limit, key) <= limit.most


def within(limit: Limit, *who: str) -> bool:
    """Is there still a time left? Counts nothing."""
    key, item = _key(limit, who), _item(limit)
    answer = ask(lambda redis: redis.test(item, key))
    if answer is not None:
        return answer
    row = db.session.get(LimitCount, key, populate_existing=True)
    return row is None or row.ends_at <= clock.now() or row.count < limit.most


def clear(limit: Limit, *who: str) -> None:
    """Forget what was counted, e.g. after a right password; also what was counted while Redis was down."""
    key, item = _key(limit, who), _item(limit)
    ask(lambda redis: redis.clear(item, key))
    with transaction(raises_cache=False):
        db.session.execute(delete(LimitCount).where(LimitCount.key == key))


def require(limit: Limit, *who: str) -> None:
    """Count one time, or answer 429 with a sentence."""
    if not hit(limit, *who):
        abort(429)


def address() -> str:
    """Where the request comes from: the IPv4 address, or the /64 network of an IPv6 address."""
    text = request.remote_addr or "?"
    try:
        return str(ip_network((text.partition("%")[0], 64), strict=False)) if ":" in text else text
    except ValueError:
        return text


def _count(limit: Limit, key: str) -> int:
    now = clock.now()
    ends_at = now + timedelta(seconds=limit.seconds)
    db.session.execute(delete(LimitCount).where(LimitCount.ends_at <= now))
    query = update(LimitCount).where(LimitCount.key == key).values(count=LimitCount.count + 1)
    found = db.session.execute(query.returning(LimitCount.count)).scalar()
    if found is None:
        _insert_or_count(key, ends_at)
        found = db.session.get_one(LimitCount, key, populate_existing=True).count
    return found


def _insert_or_count(key: str, ends_at: datetime) -> None:
    insert = _dialect_insert()(LimitCount).values(key=key, count=1, ends_at=ends_at)
    again = {"count": LimitCount.count + 1}
    db.session.execute(insert.on_conflict_do_update(index_elements=["key"], set_=again))


def _dialect_insert():  # type: ignore[no-untyped-def]
    return postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert


def _key(limit: Limit, who: tuple[str, ...]) -> str:
    return hashlib.sha256("\n".join((limit.name, *who)).encode()).hexdigest()


def _item(limit: Limit) -> RateLimitItem:
    return RateLimitItemPerSecond(limit.most, limit.seconds)
