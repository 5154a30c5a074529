from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import func, select

from app.core import clock
from app.extensions import db
from app.search.learning.counting import LAST_RANK
from app.search.learning.models import MissingText, SearchCount

DAYS = 30


@dataclass(frozen=True)
class Summary:
    """Of the last 30 days. ranks: (words, clicks, per cent of all clicks)."""

    searches: int
    empty: int
    clicks: int
    ranks: list[tuple[str, int, str]]

    @property
    def empty_share(self) -> str:
        return _per_cent(self.empty, self.searches)


def summary() -> Summary:
    since = clock.today() - timedelta(days=DAYS)
    query = select(SearchCount.name, func.sum(SearchCount.number)).where(SearchCount.day > since)
    found = {name: int(number) for name, number in db.session.execute(query.group_by(SearchCount.name))}
    clicks = {int(name.removeprefix("rank:")): n for name, n in found.items() if name.startswith("rank:")}
    total = sum(clicks.values())
    ranks = [(_rank(rank), clicks[rank], _per_cent(clicks[rank], total)) for rank in sorted(clicks)]
    return Summary(found.get("searches", 0), found.get("empty", 0), total, ranks)


def _rank(rank: int) -> str:
    return f"{rank}. Treffer" if rank <= LAST_RANK else f"nach dem {LAST_RANK}. Treffer"


def _per_cent(part: int, whole: int) -> str:
    return f"{round(100 * part / whole)} %" if whole else "–"


def missing() -> Any:
    """What was looked for on several days and never found, the most wanted first."""
    columns = select(MissingText.id, MissingText.text, MissingText.times, MissingText.days, MissingText.last_day)
    shown = columns.where(MissingText.text != "", MissingText.is_settled.is_(False))
    return shown.order_by(MissingText.times.desc(), MissingText.id)


def all_missing() -> Sequence[Any]:
    return db.session.execute(missing()).all()


def entry(number: int) -> MissingText | None:
    return db.session.get(MissingText, number)
