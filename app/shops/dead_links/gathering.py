"""Once a day: which addresses shops point at, as far as they can be asked; those nobody points at any more go."""

from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import String, cast, delete, or_, select
from sqlalchemy.dialects import postgresql, sqlite

from app.core import clock, ports
from app.core.subjects import Subject
from app.core.transaction import transaction
from app.core.web_addresses import is_web_address
from app.extensions import db
from app.shops.dead_links.checking import is_on
from app.shops.dead_links.gate import WEB_PORTS
from app.shops.dead_links.models import OutwardLink
from app.shops.directory.wanted import shown
from app.shops.models import Shop

AT_ONCE = 500
LONGEST = 500


def gather() -> None:
    """Ticker. In pieces; one that breaks off is made good the next day, and forgets nothing."""
    if not is_on():
        return
    keep([url for _shop_id, url in ports.outward_links()])
    for some in _of_shops():
        keep(some)
    with transaction(raises_cache=False):
        db.session.execute(delete(OutwardLink).where(OutwardLink.seen_on < clock.today()))


def keep(urls: Sequence[str]) -> None:
    """Somebody points at these today."""
    today, now = clock.today(), clock.now()
    known = sorted({one for one in urls if can_be_asked(one)})
    for start in range(0, len(known), AT_ONCE):
        values = [
            {"url": url, "host": (urlsplit(url).hostname or "")[:255], "seen_on": today, "next_at": now}
            for url in known[start : start + AT_ONCE]
        ]
        with transaction(raises_cache=False):
            dialect: Any = postgresql if db.engine.dialect.name == "postgresql" else sqlite
            query = dialect.insert(OutwardLink).on_conflict_do_update(index_elements=["url"], set_={"seen_on": today})
            db.session.execute(query, values)


def can_be_asked(url: str) -> bool:
    """On a port of the web, and no longer than we keep."""
    if len(url) > LONGEST or not is_web_address(url):
        return False
    return urlsplit(url).port in (None, *WEB_PORTS)


def _of_shops() -> Iterator[list[str]]:
    last = 0
    has_link = or_(Shop.website != "", Shop.online_shop != "", cast(Shop.social, String) != "[]")
    query = select(Shop.id, Shop.website, Shop.online_shop, Shop.social).join(Subject, Subject.id == Shop.id)
    query = query.where(*shown(), has_link).order_by(Shop.id).limit(AT_ONCE)
    while rows := db.session.execute(query.where(Shop.id > last)).all():
        yield [
            url for row in rows for url in (row.website, row.online_shop, *(one["url"] for one in row.social)) if url
        ]
        last = rows[-1].id
