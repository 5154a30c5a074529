"""The same search by measure: each measure with its best cases, those with the most hits first."""

from dataclasses import dataclass, replace

from sqlalchemy import select

from app.core.actors import Actor
from app.core.subjects import Subject
from app.extensions import db
from app.places.your_town import YourTown
from app.search.engines.interface import Hit, SearchRequest
from app.search.finding import Found, checked, search_request, shown
from app.search.parameters import MEASURE, Asked
from app.search.service import engine

PER_PAGE = 10
MOST_CASES = 4


@dataclass(frozen=True)
class Group:
    """total: hits that are the measure or belong to it.  cases: the best of them, without the measure itself."""

    public_id: str
    measure: Found
    total: int
    cases: list[Found]


@dataclass(frozen=True)
class Grouped:
    """total: measures with hits.  without: hits that belong to no measure."""

    groups: list[Group]
    total: int
    without: int


def grouped(asked: Asked, actor: Actor, town: YourTown) -> Grouped:
    """One page of groups. Two statements: the measures, and the hits. Raises IndexBroken."""
    wanted = replace(search_request(asked, actor, town), loose=0, page=1, highlight=False)
    counted = engine().search(replace(wanted, facets=(MEASURE,), per_page=0))
    counts = sorted(counted.facets[MEASURE].items(), key=lambda pair: (-pair[1], pair[0]))
    chosen = dict(counts[(asked.page - 1) * PER_PAGE : asked.page * PER_PAGE])
    best = {public_id: _best(wanted, public_id) for public_id in chosen}
    measures = _measures(list(chosen), actor)
    hits = checked(tuple(hit for hits in best.values() for hit in hits), actor, town)
    groups = [
        Group(public_id, measures[public_id], total, _cases(best[public_id], hits, measures[public_id]))
        for public_id, total in chosen.items()
        if public_id in measures
    ]
    return Grouped(groups, len(counts), counted.total - sum(count for _, count in counts))


def _best(wanted: SearchRequest, public_id: str) -> tuple[Hit, ...]:
    filters = {**wanted.filters, MEASURE: (public_id,)}
    return engine().search(replace(wanted, filters=filters, facets=(), per_page=MOST_CASES + 1)).hits


def _cases(best: tuple[Hit, ...], hits: dict[int, Found], measure: Found) -> list[Found]:
    return [hits[hit.id] for hit in best if hit.id in hits and hit.id != measure.card.id][:MOST_CASES]


def _measures(public_ids: list[str], actor: Actor) -> dict[str, Found]:
    """Those that the actor may see, whether or not they are hits themselves."""
    query = select(Subject.public_id, Subject.id).where(Subject.public_id.in_(public_ids))
    numbers = {row.id: row.public_id for row in db.session.execute(query)} if public_ids else {}
    return {numbers[found.card.id]: found for found in shown(list(numbers), actor)}
