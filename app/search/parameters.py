"""What the address of a search says. Wrong parts are left out and named in a sentence; nothing raises but the page."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from flask import request
from sqlalchemy import select
from werkzeug.datastructures import MultiDict

from app.core.paging import page_number
from app.core.remembered import remembered
from app.core.subjects import SubjectType, subject_types
from app.core.text import slugify
from app.extensions import db
from app.organisations.models import KINDS
from app.places.classes import SIZES, STATES
from app.search.box import TOWN, Box, Piece, Vocabulary, understand
from app.search.engines.interface import BY_NUMBER, DATE, RELEVANCE, IndexBroken, SearchRequest
from app.search.ranges import Span, narrowed, spans
from app.search.service import PUBLIC, engine
from app.topics.models import Topic

ALSO_UNKNOWN = "auch_ohne_angabe"
MEASURE = "massnahme"
KNOWLEDGE = ("case_study", "practice", "webtalk", "recap")
VIEW, BY_MEASURE = "ansicht", "massnahmen"
_PUBLIC_ID = re.compile(r"[a-z0-9]{6,16}")
MOST_VALUES = 40
LONGEST_TEXT = 500
_SPOKEN = {"nrw": "NW", "meckpomm": "MV", "niedersachen": "NI"}


@dataclass(frozen=True)
class Choice:
    """A filter of the page. options: value → German words.  known: as people may write values → value."""

    name: str
    legend: str
    options: Mapping[str, str]
    known: Mapping[str, str]


@dataclass(frozen=True)
class Asked:
    """text: as typed.  words: what of it is searched as words, None: all of it.  pieces: what else the box said.

    filters, excluded, ranges: what holds, from the box and the address; ranges in the page's units.
    """

    text: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    excluded: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ranges: Mapping[str, Span] = field(default_factory=dict)
    sort: str = RELEVANCE
    page: int = 1
    also_unknown: bool = False
    problems: tuple[str, ...] = ()
    words: str | None = None
    pieces: tuple[Piece, ...] = ()
    is_grouped: bool = False

    @property
    def searched(self) -> str:
        return self.text if self.words is None else self.words

    @property
    def is_narrowed(self) -> bool:
        return bool(self.filters or self.excluded or self.ranges)


def kinds() -> dict[str, SubjectType]:
    """What can be found, by its name in addresses ("praxisbeispiele"); knowledge first, towns last."""
    found = [one for one in reversed(subject_types().values()) if one.documents is not None]
    found.sort(key=lambda one: KNOWLEDGE.index(one.kind) if one.kind in KNOWLEDGE else len(KNOWLEDGE))
    return {_name_of(one): one for one in found}


def _name_of(kind: SubjectType) -> str:
    """ "/webtalks/{slug}" → "webtalks", "/webtalks/{slug}/rueckblick" → "rueckblick"."""
    first, *_, last = kind.path.strip("/").split("/")
    return first if last.startswith("{") else last


def topics() -> list[tuple[str, str, bool]]:
    """(slug, title, is in the default search), in the order of staff."""
    query = select(Topic.slug, Topic.title, Topic.in_default_search).order_by(Topic.position, Topic.title)
    return remembered("search.topics", lambda: [tuple(row) for row in db.session.execute(query)])


def choices() -> list[Choice]:
    """All filters of the page, in its order."""
    return remembered("search.choices", _choices)


def _choices() -> list[Choice]:
    named = {name: kind.plural for name, kind in kinds().items()}
    return [
        _choice("typ", "Was suchen Sie?", named, _written_kinds()),
        _choice("thema", "Thema", {slug: title for slug, title, _ in topics()}),
        _choice("groesse", "Einwohner des Ortes", {size.name: size.label for size in SIZES}),
        _choice("land", "Land", {state.name: state.label for state in STATES}, _SPOKEN),
        _choice("art", "Wer steht dahinter?", KINDS),
    ]


def _choice(name: str, legend: str, options: Mapping[str, str], more: Mapping[str, str] | None = None) -> Choice:
    written = {slugify(words): value for value, words in options.items()}
    lower = {value.lower(): value for value in options}
    return Choice(name, legend, options, {**written, **lower, **(more or {}), **{value: value for value in options}})


def _written_kinds() -> dict[str, str]:
    """Kinds as people may write them: "praxisbeispiel" and "case_study" mean one kind."""
    return {text: name for name, kind in kinds().items() for text in (kind.kind, slugify(kind.label))}


def read(arguments: MultiDict[str, str] | None = None) -> Asked:
    """The present request, or the first page of these arguments. A page number that is none is a 404."""
    number = page_number() if arguments is None else 1
    arguments = request.args if arguments is None else arguments
    problems: list[str] = []
    filters = {choice.name: _chosen(arguments, choice, problems) for choice in choices()}
    filters[MEASURE] = tuple(_PUBLIC_ID.findall(arguments.get(MEASURE, "")[:16]))
    text = _text(arguments.get("q", ""), problems)
    box = understand_box(text)
    return Asked(
        text=text,
        filters=_joined({name: values for name, values in filters.items() if values}, box.values(excluded=False)),
        excluded=box.values(excluded=True),
        ranges=narrowed(spans(arguments, problems), box.spans()),
        sort=_sort(arguments.get("sortierung", ""), problems),
        page=number,
        also_unknown=arguments.get(ALSO_UNKNOWN, "") == "1",
        problems=(*problems, *box.problems),
        words=box.words,
        pieces=box.pieces,
        is_grouped=arguments.get(VIEW, "") == BY_MEASURE,
    )


def understand_box(text: str) -> Box:
    options = {choice.name: choice.known for choice in choices()} if ":" in text else {}
    labels = {(choice.name, value): words for choice in choices() for value, words in choice.options.items()}
    return understand(text, Vocabulary(options, labels, is_town)) if options else Box(text)


def is_town(folded: str) -> bool:
    """Is anything open said to be in a town of this name or official key?"""
    wanted = SearchRequest("", PUBLIC, filters={TOWN: (folded,)}, per_page=0)
    try:
        return remembered(("search.in_town", folded), lambda: engine().search(wanted).total > 0)
    except IndexBroken:
        return False


def _joined(first: dict[str, tuple[str, ...]], then: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    return {name: tuple(dict.fromkeys((*first.get(name, ()), *then.get(name, ())))) for name in {**first, **then}}


def _text(text: str, problems: list[str]) -> str:
    text = " ".join(text.replace("\x00", " ").split())
    if len(text) > LONGEST_TEXT:
        problems.append(f"Ihr Suchtext war sehr lang. Wir haben nach den ersten {LONGEST_TEXT} Zeichen gesucht.")
    return text[:LONGEST_TEXT]


def _chosen(arguments: MultiDict[str, str], choice: Choice, problems: list[str]) -> tuple[str, ...]:
    given = [value for value in dict.fromkeys(arguments.getlist(choice.name)) if value]
    if len(given) > MOST_VALUES:
        problems.append(f"Bei „{choice.legend}“ waren mehr als {MOST_VALUES} Werte angegeben. Die übrigen fehlen hier.")
    wrong = [value for value in given[:MOST_VALUES] if value not in choice.known]
    if wrong:
        problems.append(f"Den Wert „{wrong[0][:40]}“ gibt es bei „{choice.legend}“ nicht. Er wurde nicht beachtet.")
    return tuple(dict.fromkeys(choice.known[value] for value in given[:MOST_VALUES] if value in choice.known))


def _sort(text: str, problems: list[str]) -> str:
    if text in ("", RELEVANCE, DATE, *BY_NUMBER):
        return text or RELEVANCE
    problems.append("Sortiert werden kann nach Relevanz, Datum, Kosten oder Einwohnern.")
    return RELEVANCE
