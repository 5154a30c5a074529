"""Filters of a list: read from the address, turned into conditions, shown as groups of boxes and as chips.

Unknown is never zero: a filter leaves out what has no value, the page says how many, and `auch_ohne_angabe=1`
lets them in.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, and_, false, or_, select, true
from werkzeug.datastructures import MultiDict

from app.core.subjects import Subject
from app.core.text import slugify
from app.organisations.cards import owner_organisation
from app.organisations.models import KINDS
from app.places.classes import SIZE_BY_NAME, SIZES, STATE_BY_NAME, STATES
from app.places.models import Place
from app.practices.kinds import PRACTICE
from app.practices.models import CaseStudy
from app.practices.words import AGAIN, EVIDENCE_STEPS, STATUS
from app.topics.models import SubjectTopic
from app.topics.queries import all_topics

ALSO_UNKNOWN = "auch_ohne_angabe"
ALSO_STUBS = "auch_laut_quelle"
ONLY = {"massnahme": PRACTICE, "gemeinde": "place", "organisation": "organisation"}
MOST_EUROS = 1_000_000_000_000

Options = Sequence[tuple[str, str]]
Condition = ColumnElement[bool]


@dataclass(frozen=True)
class Filter:
    """One group of boxes. condition(values): what fits; unknown: rows that say nothing about it."""

    name: str
    legend: str
    options: Callable[[], Options]
    condition: Callable[[Sequence[str]], Condition]
    unknown: Condition = field(default_factory=false)
    chip: str = "{}"
    """How a chosen value reads away from its legend."""


def _options(words: Mapping[str, str]) -> Callable[[], Options]:
    return lambda: tuple(words.items())


def _topics() -> Options:
    return tuple((topic.slug, topic.title) for topic in all_topics())


def _has_topic(slugs: Sequence[str]) -> Condition:
    ids = [topic.id for topic in all_topics() if topic.slug in slugs]
    return _carries(ids)


def _carries(topic_ids: Sequence[int]) -> Condition:
    rows = select(SubjectTopic.subject_id).where(
        SubjectTopic.subject_id == Subject.id, SubjectTopic.topic_id.in_(topic_ids)
    )
    return rows.exists()


def _has_size(names: Sequence[str]) -> Condition:
    sizes = [SIZE_BY_NAME[name] for name in names]
    return or_(
        *(
            and_(Place.population >= size.low, true() if size.high is None else Place.population <= size.high)
            for size in sizes
        )
    )


TOPIC = Filter("thema", "Thema", _topics, _has_topic)
STATE = Filter(
    "land",
    "Land",
    lambda: tuple((state.name, state.label) for state in STATES),
    lambda names: Place.state_key.in_([STATE_BY_NAME[name].key for name in names]),
    Place.id.is_(None),
)
SIZE = Filter(
    "groesse",
    "Größe der Stadt (Einwohner)",
    lambda: tuple((size.name, size.label) for size in SIZES),
    _has_size,
    Place.population.is_(None),
    "{} Einwohner",
)
STATUS_FILTER = Filter(
    "status", "Stand", _options(STATUS), CaseStudy.status.in_, CaseStudy.status.is_(None), "Stand: {}"
)
AGAIN_FILTER = Filter(
    "nochmal", "Würden es wieder tun", _options(AGAIN), CaseStudy.again.in_, CaseStudy.again.is_(None), "Wieder tun: {}"
)
EVIDENCE_FILTER = Filter("belege", "Belege", _options(EVIDENCE_STEPS), CaseStudy.evidence_level.in_, chip="Belege: {}")
KIND = Filter(
    "art",
    "Wer berichtet",
    _options(KINDS),
    owner_organisation.kind.in_,
    owner_organisation.kind.is_(None),
    "Von: {}",
)
CASE_FILTERS = (TOPIC, SIZE, STATE, STATUS_FILTER, AGAIN_FILTER, EVIDENCE_FILTER, KIND)
PRACTICE_FILTERS = (TOPIC,)


@dataclass(frozen=True)
class Chosen:
    """What somebody asked for. values: filter name → valid values. cost_euros: at most; None: any.

    population: range of "towns like mine". cost_problem: a sentence when the amount cannot be read.
    """

    filters: Sequence[Filter]
    values: Mapping[str, tuple[str, ...]]
    cost_euros: int | None = None
    cost_text: str = ""
    cost_problem: str = ""
    population: tuple[int, int] | None = None
    also_unknown: bool = False
    also_stubs: bool = False
    only: tuple[tuple[str, str], ...] = ()
    """Pairs like ("massnahme", slug): entries of one measure, town (official key) or organisation."""

    @property
    def is_narrow(self) -> bool:
        """Some filter is set that leaves entries out."""
        return bool(self.values or self.cost_euros is not None or self.population or self.only)

    @property
    def key(self) -> tuple:
        """Two lists with the same key show the same entries."""
        chosen = tuple((name, tuple(sorted(values))) for name, values in sorted(self.values.items()))
        return chosen, self.cost_euros, self.population, self.also_unknown, self.also_stubs, self.only


def read_filters(
    arguments: MultiDict[str, str], filters: Sequence[Filter], population: tuple[int, int] | None = None
) -> Chosen:
    """Values nobody offers are left out; an amount that cannot be read is told and left out."""
    values = {}
    for one in filters:
        if asked := arguments.getlist(one.name):
            offered = {value for value, _ in one.options()}
            if chosen := tuple(value for value in dict.fromkeys(asked) if value in offered):
                values[one.name] = chosen
    text = arguments.get("kosten_bis", "").strip()[:40] if filters is CASE_FILTERS else ""
    only = [name for name in ONLY if name != "massnahme" or filters is CASE_FILTERS]
    cost, problem = read_euros(text)
    return Chosen(
        filters,
        values,
        cost_euros=cost,
        cost_text=text,
        cost_problem=problem,
        population=population,
        also_unknown=arguments.get(ALSO_UNKNOWN) == "1",
        also_stubs=arguments.get(ALSO_STUBS) == "1",
        only=tuple((name, slug) for name in only if (slug := slugify(arguments.get(name, "")))),
    )


def read_euros(text: str) -> tuple[int | None, str]:
    """ "20.000 €" → (20000, ""); what is no amount → (None, a sentence)."""
    digits = text.replace("€", "").replace(".", "").replace("\u00a0", "").replace(" ", "").split(",")[0]
    if not text:
        return None, ""
    if not (digits.isascii() and digits.isdigit()) or int(digits[:20]) > MOST_EUROS:
        return None, "Bitte geben Sie einen Betrag in Euro ein, zum Beispiel 20.000."
    return int(digits), ""


def conditions(chosen: Chosen, *, also_unknown: bool) -> list[Condition]:
    """Every filter as one condition. also_unknown: entries that say nothing about it fit as well."""
    pairs = [
        (one.condition(chosen.values[one.name]), one.unknown) for one in chosen.filters if one.name in chosen.values
    ]
    if chosen.cost_euros is not None:
        pairs.append((CaseStudy.cost_low_cents <= chosen.cost_euros * 100, CaseStudy.cost_low_cents.is_(None)))
    if chosen.population:
        pairs.append((Place.population.between(*chosen.population), Place.population.is_(None)))
    pairs += [(_only(name, value), false()) for name, value in chosen.only]
    return [or_(fits, unknown) if also_unknown else fits for fits, unknown in pairs]


def _only(name: str, value: str) -> Condition:
    if name == "gemeinde":
        return and_(Place.level == "gemeinde", Place.key == value)
    asked = Subject.__table__.alias(f"asked_{name}")
    found = select(asked.c.id).where(asked.c.kind == ONLY[name], asked.c.slug == value).scalar_subquery()
    return Subject.owner_id == found if name == "organisation" else CaseStudy.practice_id == found


def outside_default(chosen: Chosen) -> list[Condition]:
    """Topics that stay out of lists unless somebody asks for them."""
    asked = chosen.values.get(TOPIC.name, ())
    apart = [topic.id for topic in all_topics() if not topic.in_default_search and topic.slug not in asked]
    return [~_carries(apart)] if apart and not set(asked) & _apart_slugs() else []


def _apart_slugs() -> set[str]:
    return {topic.slug for topic in all_topics() if not topic.in_default_search}


def groups(chosen: Chosen) -> list[tuple[str, str, list[tuple[str, str, Any, bool]]]]:
    """(legend, name, [(value, label, no count, is chosen)]) for the boxes of the page."""
    return [
        (
            one.legend,
            one.name,
            [(value, label, None, value in chosen.values.get(one.name, ())) for value, label in one.options()],
        )
        for one in chosen.filters
    ]
