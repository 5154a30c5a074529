"""From what is asked to what is shown: ask the engine, check every hit against the database, compare towns."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from sqlalchemy import Row, Select, bindparam

from app.core.actors import Actor
from app.core.remembered import remembered
from app.core.subjects import Subject
from app.core.text import fold
from app.extensions import db
from app.media.reading.queries import has_files
from app.organisations.cards import Card, card_columns, card_of
from app.places.models import Place
from app.places.your_town import YourTown
from app.search.around import found_around
from app.search.documents import UNKNOWN
from app.search.engines.interface import (
    BY_NUMBER,
    DATE,
    Fragment,
    Hit,
    Range,
    SearchRequest,
    SearchResult,
    preferred_for,
)
from app.search.engines.paging import query_of
from app.search.parameters import Asked, kinds, topics
from app.search.query import Query, parse
from app.search.ranges import NUMBER_FILTERS, NumberFilter, named
from app.search.reasons import FoundIn, found_in_files
from app.search.service import PUBLIC, engine, may_find, readers_of
from app.search.spelling import corrected, near_words
from app.search.synonyms.queries import thesaurus

PER_PAGE = 20
LOOSE = 5
FACETS = ("typ", "thema", "groesse", "land", "art")
MAY_BE_UNKNOWN = ("groesse", "land", "art")
PLACE_KIND = "place"
HAVE_ALIKE = ("practice", "case_study")
BARE = "stub"
LONGEST_NAME = 6
Pieces = tuple[tuple[str, bool], ...]


@dataclass(frozen=True)
class Found:
    """A hit as the page draws it. title, extract: pieces (text, is marked). comparison: how its town compares.

    is_bare: an example that a source only names; it takes little room. alike_url: where similar ones stand, or "".
    sorted_by: the number it is sorted by, in words.
    """

    card: Card
    title: Pieces
    extract: Pieces
    comparison: str = ""
    score: float = 0.0
    found_in: FoundIn | None = None
    sorted_by: str = ""
    around: Pieces = ()
    has_files: bool = False
    is_bare: bool = False
    alike_url: str = ""


@dataclass(frozen=True)
class Findings:
    """more_unknown: how many more there are that say nothing about a chosen filter; unknown: the same by number.

    lacking: when nothing was found, the words that this reader would find nowhere, whatever the filters.
    wanted: the stems that are marked.
    """

    items: list[Found] = field(default_factory=list)
    loose: list[Found] = field(default_factory=list)
    hits: tuple[Hit, ...] = ()
    loose_hits: tuple[Hit, ...] = ()
    total: int = 0
    facets: dict[str, dict[str, int]] = field(default_factory=dict)
    more_unknown: int = 0
    unknown: dict[str, int] = field(default_factory=dict)
    corrected: str | None = None
    lacking: tuple[str, ...] = ()
    wanted: frozenset[str] = frozenset()


def find(asked: Asked, actor: Actor, town: YourTown) -> Findings:
    """Raises IndexBroken. Three statements: the hits' rows, and files and topics of those that need a reason."""
    found = findings_of(asked, actor, town)
    hits = _with_files(checked((*found.hits, *found.loose_hits), actor, town), parse(asked.searched))
    hits = _with_names(hits, frozenset(hit.id for hit in found.hits), found.wanted)
    return replace(
        found,
        items=[_ordered(hits[hit.id], hit, asked.sort) for hit in found.hits if hit.id in hits],
        loose=[hits[hit.id] for hit in found.loose_hits if hit.id in hits],
    )


def findings_of(asked: Asked, actor: Actor, town: YourTown) -> Findings:
    """What the index alone says; its hits are still to be checked against the database."""
    wanted = search_request(asked, actor, town)
    if asked.is_grouped:
        wanted = replace(wanted, per_page=1, page=1, highlight=False, loose=0)
    result = engine().search(wanted)
    return Findings(
        hits=result.hits,
        loose_hits=result.loose_hits,
        total=result.total,
        facets=_facets(result),
        more_unknown=_more_unknown(wanted, result, asked),
        unknown=dict(result.unknown),
        corrected=_correction(asked, wanted),
        lacking=() if result.total else _lacking(wanted),
        wanted=query_of(wanted).wanted,
    )


def search_request(asked: Asked, actor: Actor, town: YourTown) -> SearchRequest:
    """The page's request, also for feeds and the command line."""
    filters = {name: _with_unknown(name, values, asked) for name, values in asked.filters.items()}
    readers = readers_of(actor)
    return SearchRequest(
        text=asked.searched,
        readers=readers,
        filters=_with_kinds(filters),
        excluded=_excluded(asked),
        ranges=_ranges(asked, town),
        preferred=preferred_for(asked.searched),
        sort=asked.sort,
        page=asked.page,
        per_page=PER_PAGE,
        facets=FACETS,
        highlight=True,
        loose=LOOSE,
        thesaurus=thesaurus(),
        near=near_words(parse(asked.searched), engine(), readers, thesaurus()),
    )


def _with_unknown(name: str, values: tuple[str, ...], asked: Asked) -> tuple[str, ...]:
    return (*values, UNKNOWN) if asked.also_unknown and name in MAY_BE_UNKNOWN else values


def _with_kinds(filters: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """With kinds as the index names them."""
    by_name = kinds()
    return {**filters, "typ": tuple(by_name[name].kind for name in filters["typ"])} if "typ" in filters else filters


def _excluded(asked: Asked) -> dict[str, tuple[str, ...]]:
    """What is outside the default search, unless it is asked for; towns, unless one is named."""
    excluded = _with_kinds(dict(asked.excluded))
    special = {slug for slug, _, is_default in topics() if not is_default}
    if not special & set(asked.filters.get("thema", ())):
        excluded["standard"] = ("nein",)
    if "typ" not in asked.filters:
        left_out = [kind.kind for kind in kinds().values() if not kind.default_search]
        towns = () if "ort" in asked.filters or names_a_town(asked.searched) else (PLACE_KIND,)
        excluded["typ"] = (*excluded.get("typ", ()), *left_out, *towns)
    return {name: values for name, values in excluded.items() if values}


def names_a_town(text: str) -> bool:
    """Towns come when their name is asked for: every third question has a word like Markt or Mühle in it."""
    if not text.strip() or len(text.split()) > LONGEST_NAME:
        return False
    request = SearchRequest("", PUBLIC, filters={"typ": (PLACE_KIND,), "name": (fold(text),)}, per_page=0)
    return remembered(("search.town", fold(text)), lambda: engine().search(request).total > 0)


def _ranges(asked: Asked, town: YourTown) -> dict[str, Range]:
    """In stored units. Nothing lies below zero but bare examples, which have nothing to say; see documents.py."""
    ranges = {one.name: _stored(one, asked) for one in NUMBER_FILTERS if one.name in asked.ranges}
    for name, (low, high) in (town.likeness.filters() if town.likeness else {}).items():
        known = ranges.get(name, Range(0))
        lowest = max(low or 0, known.low or 0)
        highest = min((edge for edge in (high, known.high) if edge is not None), default=None)
        ranges[name] = Range(lowest, highest, include_unknown=asked.also_unknown)
    return ranges


def _stored(one: NumberFilter, asked: Asked) -> Range:
    low, high = asked.ranges[one.name]
    return Range((low or 0) * one.factor, None if high is None else high * one.factor, asked.also_unknown)


def _facets(result: SearchResult) -> dict[str, dict[str, int]]:
    """With kinds by their name in addresses."""
    names = {kind.kind: name for name, kind in kinds().items()}
    facets = {name: dict(values) for name, values in result.facets.items()}
    facets["typ"] = {names[kind]: count for kind, count in facets.get("typ", {}).items() if kind in names}
    return facets


def _more_unknown(wanted: SearchRequest, result: SearchResult, asked: Asked) -> int:
    """One filter: as counted beside it.  Several: asked once more, without the need to know."""
    filters = {name: values for name, values in wanted.filters.items() if name in MAY_BE_UNKNOWN}
    if asked.also_unknown or not (filters or wanted.ranges):
        return 0
    if len(filters) + len(wanted.ranges) == 1:
        alone = [result.facets[name].get(UNKNOWN, 0) for name in filters] + list(result.unknown.values())
        return alone[0]
    wider = replace(
        wanted,
        filters={**wanted.filters, **{name: (*values, UNKNOWN) for name, values in filters.items()}},
        ranges={name: replace(value, include_unknown=True) for name, value in wanted.ranges.items()},
        facets=(),
        highlight=False,
        loose=0,
        per_page=0,
        page=1,
    )
    return engine().search(wider).total - result.total


def _correction(asked: Asked, wanted: SearchRequest) -> str | None:
    if not wanted.text:
        return None
    query = query_of(wanted)
    return corrected(asked.text, replace(query, words=query.uncovered), engine(), wanted.readers)


def _lacking(wanted: SearchRequest) -> tuple[str, ...]:
    words = [word.written for word in parse(wanted.text).words[:4]]
    return tuple(w for w in words if not engine().search(SearchRequest(w, wanted.readers, per_page=0)).total)


def checked(hits: tuple[Hit, ...], actor: Actor, town: YourTown) -> dict[int, Found]:
    """Hits whose rows say that the actor may see them right now."""
    visible = _visible([hit.id for hit in hits], actor)
    return {hit.id: _found(hit, visible[hit.id], town) for hit in hits if hit.id in visible}


def _visible(ids: Sequence[int], actor: Actor) -> dict[int, Row[Any]]:
    if not ids:
        return {}
    rows = db.session.execute(_rows(), {"ids": list(ids)})
    return {row.id: row for row in rows if may_find(row, actor)}


def _with_files(hits: dict[int, Found], query: Query) -> dict[int, Found]:
    """With the page of a file for what the shown text of a hit does not explain."""
    with_files = {number: found for number, found in hits.items() if found.has_files}
    reasons = found_in_files(query, {number: (*found.title, *found.extract) for number, found in with_files.items()})
    return {**hits, **{number: replace(hits[number], found_in=reason) for number, reason in reasons.items()}}


def _with_names(hits: dict[int, Found], exact: frozenset[int], wanted: frozenset[str]) -> dict[int, Found]:
    """With topic, town or organisation for what shows no marked word at all."""
    bare = {number: hits[number].card for number in hits.keys() & exact if not _is_explained(hits[number])}
    reasons = found_around(bare, wanted)
    return {**hits, **{number: replace(hits[number], around=pieces) for number, pieces in reasons.items()}}


def _is_explained(found: Found) -> bool:
    return found.found_in is not None or any(is_marked for _, is_marked in (*found.title, *found.extract))


@cache
def _rows() -> Select[Any]:
    """Made once: putting it together costs more than asking it."""
    columns = card_columns().add_columns(
        Subject.state,
        Subject.visibility,
        Subject.hidden_at,
        Subject.owner_id,
        Subject.changed_at,
        Subject.place_id,
        Place.state_key,
        Place.area_km2,
        has_files(Subject.id).label("has_files"),
    )
    return columns.where(Subject.id.in_(bindparam("ids", expanding=True)))


def _found(hit: Hit, row: Row[Any], town: YourTown) -> Found:
    """Texts of an older version are not shown: somebody may have taken out just this sentence."""
    card = card_of(row)
    is_same = hit.version == row.version
    by_name = {piece.name: piece for piece in hit.fragments} if is_same else {}
    title = by_name.get("title", Fragment("title", ((card.title, False),)))
    extract = _extract(by_name.get("text"), card.summary)
    comparison = town.compared(_Figures(row)) if row.place_id and row.kind != PLACE_KIND else ""
    is_bare = BARE in (row.card or {}).get("labels", ())
    if is_bare and not any(is_marked for _, is_marked in extract):
        extract = ()
    alike_url = f"/suche/aehnlich/{row.public_id}" if row.kind in HAVE_ALIKE and not is_bare else ""
    return Found(
        card,
        title.pieces,
        extract,
        comparison,
        hit.score,
        has_files=row.has_files,
        is_bare=is_bare,
        alike_url=alike_url,
    )


def _ordered(found: Found, hit: Hit, sort: str) -> Found:
    return replace(found, sorted_by=named(sort, hit.number)) if sort in BY_NUMBER else found


def _extract(fragment: Fragment | None, summary: str) -> Pieces:
    if fragment is None or not any(is_marked for _, is_marked in fragment.pieces):
        return ((summary, False),) if summary else ()
    return fragment.pieces


class _Figures:
    """The place of a hit, as comparisons need it."""

    def __init__(self, row: Row[Any]) -> None:
        self.id = row.place_id
        self.state_key, self.population, self.area_km2 = row.state_key, row.population, row.area_km2


def newest(asked: Asked, actor: Actor, town: YourTown, limit: int) -> list[tuple[Found, Any]]:
    """For feeds: everything that has all words, newest first, with its row."""
    return ranked(replace(asked, sort=DATE), actor, town, limit)


def ranked(asked: Asked, actor: Actor, town: YourTown, limit: int) -> list[tuple[Found, Any]]:
    """The first hits of all pages together, with their rows, without marks."""
    wanted = search_request(replace(asked, page=1), actor, town)
    result = engine().search(replace(wanted, per_page=limit, facets=(), highlight=False, loose=0))
    visible = _visible([hit.id for hit in result.hits], actor)
    rows = [(hit, visible[hit.id]) for hit in result.hits if hit.id in visible]
    return [(_ordered(_found(hit, row, town), hit, asked.sort), row) for hit, row in rows]


def shown(ids: Sequence[int], actor: Actor) -> list[Found]:
    """These subjects in this order, as far as the actor may see them."""
    visible = _visible(ids, actor)
    return [_found(Hit(number, -1, 0.0), visible[number], YourTown()) for number in ids if number in visible]
