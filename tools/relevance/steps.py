"""What each step of our analysis gains and costs: everything, then everything without this one step."""

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager as Context
from contextlib import ExitStack, contextmanager, nullcontext
from unittest.mock import patch

from app.search import clauses, query
from app.search.analysis import compounds, terms
from tools.relevance.figures import Figures, measure
from tools.relevance.ours import built, ranking
from tools.relevance.sets import QuerySet


@contextmanager
def _weights(**weights: float) -> Iterator[None]:
    with patch.dict(clauses.WEIGHTS, weights):
        yield


WITHOUT: dict[str, Callable[[], Context]] = {
    "alles": nullcontext,
    "ohne Stämme": lambda: patch.object(terms, "stem", lambda word: word),
    "ohne Zerlegen": lambda: patch.object(compounds, "_cut", lambda word: ()),
    "ohne Zerlegen an -ungs, -keits": lambda: patch.object(compounds, "_cut_by_ending", lambda word: ()),
    "ohne Buchstabengruppen": lambda: _weights(grams=0.0),
    "ohne Titel": lambda: _weights(title_stem=0.0, title_parts=0.0),
    "ohne Zugabe für alle Wörter": lambda: patch.object(clauses, "TOGETHER", 0.0),
    "ohne Zugabe für Nachbarn": lambda: patch.object(clauses, "NEIGHBOURS", 0.0),
    "ohne Tippfehler": nullcontext,
    "ohne Wortliste": nullcontext,
}


def rows(sets: dict[str, list[QuerySet]]) -> Iterator[tuple[str, dict[str, Figures], float, float]]:
    """For each step: its name, figures by set, CPU milliseconds for a document and for a query."""
    for name, without in WITHOUT.items():
        with _forgetting(), without(), ExitStack() as stack:
            began, count = time.process_time(), 0
            engines = {}
            for one in (one for several in sets.values() for one in several):
                engines[one.name] = stack.enter_context(built(one.documents))
                count += len(one.documents)
            writing, began = (time.process_time() - began) / count * 1000, time.process_time()
            asked = {"mends": name != "ohne Tippfehler", "words": name != "ohne Wortliste"}
            figures = {
                label: measure([(one, ranking(engines[one.name], **asked)) for one in several])
                for label, several in sets.items()
            }
            number = sum(len(one.gains) for one in figures.values())
            yield name, figures, writing, (time.process_time() - began) / number * 1000


@contextmanager
def _forgetting() -> Iterator[None]:
    """Words are remembered with their terms: not across steps."""
    for kept in (terms.indexed, terms.written_terms, terms.parts, terms.same_by_stem):
        kept.cache_clear()
    with patch.object(query, "split", lambda word: compounds.split(word)):
        yield
    for kept in (terms.indexed, terms.written_terms, terms.parts, terms.same_by_stem):
        kept.cache_clear()
