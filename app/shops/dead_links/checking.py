"""When which link is asked, and when it counts as dead.

Every minute a few links of different hosts become jobs; a host is left alone for ten minutes after that. A link that
is there is asked again after about three weeks. One that fails is asked again after 1, 2, 4 … 30 days and counts as
dead once it has failed on three different days.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from flask import current_app
from sqlalchemy import select

from app.core import clock
from app.core.transaction import transaction
from app.extensions import db
from app.shops.dead_links.asking import Asker
from app.shops.dead_links.gate import PUBLIC, Gate
from app.shops.dead_links.looking import ROBOTS_NAME, look
from app.shops.dead_links.models import OutwardLink

CHECK = "shops.check-link"
AT_ONCE, LOOKED_AT = 6, 100
HOST_RESTS, LEASE = timedelta(minutes=10), timedelta(hours=1)
DEAD_AFTER_DAYS = 3
REST = {"alive": timedelta(days=21), "barred": timedelta(days=90), "unsure": timedelta(days=2)}
LONGEST_REST = 30


def is_on() -> bool:
    """Not in the demo, and only on a site with a name: those we ask must be able to see who asks."""
    settings = current_app.config["SETTINGS"]
    return settings.shop_link_checks and bool(settings.server_name) and not settings.demo


def is_due() -> bool:
    return is_on() and db.session.scalar(select(OutwardLink.id).where(_due()).limit(1)) is not None


def _due() -> Any:
    return OutwardLink.next_at <= clock.now()


def hand_out() -> None:
    """Ticker: jobs for a few links, one per host. While nobody at all answers, our own network is down: one alone."""
    now = clock.now()
    with transaction(raises_cache=False) as tx:
        for link in _next(now)[: 1 if _is_cut_off() else AT_ONCE]:
            link.asked_at, link.next_at = now, now + LEASE
            tx.job(CHECK, {"link_id": link.id}, ukey=f"link:{link.id}:{now.isoformat()}")


def _next(now: datetime) -> list[OutwardLink]:
    resting = select(OutwardLink.host).where(OutwardLink.asked_at > now - HOST_RESTS)
    query = select(OutwardLink).where(_due(), OutwardLink.host.not_in(resting)).order_by(OutwardLink.next_at)
    by_host: dict[str, OutwardLink] = {}
    for link in db.session.scalars(query.limit(LOOKED_AT)):
        by_host.setdefault(link.host, link)
    return list(by_host.values())


def _is_cut_off() -> bool:
    query = select(OutwardLink.outcome).where(OutwardLink.asked_at > clock.now() - LEASE, OutwardLink.outcome != "")
    last = db.session.scalars(query.order_by(OutwardLink.asked_at.desc()).limit(AT_ONCE)).all()
    return len(last) == AT_ONCE and set(last) == {"silent"}


def check(payload: dict[str, Any]) -> None:
    """Job."""
    if is_on():
        ask(payload["link_id"], PUBLIC)


def ask(link_id: int, gate: Gate) -> None:
    """Look, with no transaction open, and keep what came of it."""
    url = db.session.scalar(select(OutwardLink.url).where(OutwardLink.id == link_id))
    db.session.rollback()
    if url:
        note(link_id, look(url, Asker(gate, agent())))


def agent() -> str:
    """Who asks, and where to complain."""
    settings = current_app.config["SETTINGS"]
    return f"{ROBOTS_NAME}/1.0 (+{settings.base_url}/impressum)"


def note(link_id: int, outcome: str) -> None:
    """What a look has found. A page that fails twice on one day has failed on one day."""
    link = db.session.get(OutwardLink, link_id)
    if link is None:
        return
    was_dead = link.dead_at is not None
    with transaction(raises_cache=False) as tx:
        link.outcome = outcome
        if outcome in ("gone", "silent"):
            _failed(link)
        elif outcome == "alive":
            link.failures, link.last_failed_on, link.dead_at = 0, None, None
        link.next_at = clock.now() + _rest(link)
        tx.raises_cache = was_dead != (link.dead_at is not None)


def _failed(link: OutwardLink) -> None:
    if link.last_failed_on != clock.today():
        link.failures, link.last_failed_on = link.failures + 1, clock.today()
    if link.failures >= DEAD_AFTER_DAYS and link.dead_at is None:
        link.dead_at = clock.now()


def _rest(link: OutwardLink) -> timedelta:
    """The links of one day do not all come back on one day."""
    if link.outcome in REST:
        return REST[link.outcome] + timedelta(hours=link.id % 72)
    return timedelta(days=min(2 ** max(link.failures - 1, 0), LONGEST_REST))


def dead_among(urls: Sequence[str]) -> frozenset[str]:
    """Those of these addresses that count as dead."""
    if not urls:
        return frozenset()
    query = select(OutwardLink.url).where(OutwardLink.url.in_(urls), OutwardLink.dead_at.is_not(None))
    return frozenset(db.session.scalars(query))
