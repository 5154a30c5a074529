"""What each step of our analysis gains and costs: everything, then everything without this one step.

Only what changes the terms of documents needs an index of its own; the other steps ask the one with everything.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager as Context
from contextlib import ExitStack, contextmanager, nullcontext
from dataclasses import dataclass, field
from unittest.mock import patch

from app.search import clauses, query
from app.search.analysis import compounds, terms
from app.search.engines.interface import Engine
from tools.relevance import ours
from tools.relevance.figures import Figures, measure
from tools.relevance.ours import built, ranking
from tools.relevance.sets import QuerySet

Sets = dict[str, list[QuerySet]]
_REMEMBERED = (*(one for one in vars(terms).values() if hasattr(one, "cache_clear")), query.parse, ours.word_list)


@dataclass(frozen=True)
class Step:
    """patches: what to leave out.  asked: the same for ours.ranking.  writes: documents get other terms by it."""

    name: str
    patches: Callable[[], Context] = nullcontext
    asked: dict[str, bool] = field(default_factory=dict)
    writes: bool = False


@contextmanager
def _weights(**weights: float) -> Iterator[None]:
    with patch.dict(clauses.WEIGHTS, weights):
        yield


STEPS = (
    Step("alles", writes=True),
    Step("ohne Stämme", lambda: patch.object(terms, "stem", lambda word: word), writes=True),
    Step("ohne Wortfamilien", lambda: patch.object(terms, "relatives", lambda word: ()), writes=True),
    Step("ohne Zerlegen", lambda: patch.object(compounds, "_cut", lambda word: ()), writes=True),
    Step(
        "ohne Zerlegen an -ungs, -keits", lambda: patch.object(compounds, "_cut_by_ending", lambda w: ()), writes=True
    ),
    Step("ohne Anfang und Ende der Wörter", lambda: _weights(ends=0.0)),
    Step("ohne Titel", lambda: _weights(title_stem=0.0, title_parts=0.0)),
    Step("ohne Anfang des Textes", lambda: _weights(lead=0.0)),
    Step("ohne Zugabe für alle Wörter", lambda: patch.object(clauses, "TOGETHER", 0.0)),
    Step("ohne Zugabe für Nachbarn", lambda: patch.object(clauses, "NEIGHBOURS", 0.0)),
    Step("ohne Vorrang der Beispiele", asked={"preferred": False}),
    Step("ohne Tippfehler", asked={"mends": False}),
    Step("ohne Wortliste", asked={"words": False}),
)


def rows(sets: Sets) -> Iterator[tuple[str, dict[str, Figures], float, float]]:
    """For each step: its name, figures by set, CPU milliseconds for a document (0: as above) and for a query."""
    with ExitStack() as stack:
        whole: dict[str, Engine] = {}
        for step in STEPS:
            with _forgetting(), step.patches(), ExitStack() as own:
                began = time.process_time()
                engines = _built(sets, own if whole else stack) if step.writes else whole
                whole = whole or engines
                count = sum(len(one.documents) for several in sets.values() for one in several)
                writing, began = (time.process_time() - began) / count * 1000, time.process_time()
                figures = {
                    label: measure([(one, ranking(engines[one.name], **step.asked)) for one in several])
                    for label, several in sets.items()
                }
                number = sum(len(one.gains) for one in figures.values())
                yield step.name, figures, writing, (time.process_time() - began) / number * 1000


def _built(sets: Sets, stack: ExitStack) -> dict[str, Engine]:
    several = (one for group in sets.values() for one in group)
    return {one.name: stack.enter_context(built(one.documents)) for one in several}


@contextmanager
def _forgetting() -> Iterator[None]:
    """Words are remembered with their terms: not across steps."""
    _forget()
    with patch.object(query, "split", lambda word: compounds.split(word)):
        yield
    _forget()


def _forget() -> None:
    for kept in _REMEMBERED:
        kept.cache_clear()
