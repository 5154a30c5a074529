"""Whatever is chosen on the page, its counts are those of the exact engine, and each count is what a click shows."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.core.actors import GUEST
from app.core.documents import Document
from app.places.your_town import YourTown
from app.search import documents as made_of
from app.search.engines.memory import MemoryEngine
from app.search.finding import MAY_BE_UNKNOWN, findings_of
from app.search.parameters import Asked
from app.search.service import KEY

KINDS = {"practice": "massnahmen", "case_study": "praxisbeispiele", "organisation": "organisationen"}
VALUES = {
    "thema": ["leerstand", "markt"],
    "land": ["NW", "BY"],
    "groesse": ["unter-5000", "5000-20000"],
    "art": ["kommune", "anbieter"],
}
NUMBERS = {"kosten": (100, 900), "einwohner": (1, 30), "beginn": (2000, 3), "dauer": (1, 5)}


def document(number: int) -> Document:
    """Every third is a bare example; every value is missing somewhere."""
    kind = list(KINDS)[number % 3]
    is_bare = kind == "case_study" and number % 2 == 0
    fields = {name: (values[number % 2],) for at, (name, values) in enumerate(VALUES.items()) if number % (at + 3)}
    numbers = {
        name: float(first + step * (number % 7)) for at, (name, (first, step)) in enumerate(NUMBERS.items())
        if number % (at + 2) and not is_bare
    }  # fmt: skip
    return made_of.complete(
        Document(
            id=number,
            version=1,
            kind=kind,
            title=f"Leerstand {number}",
            url="",
            date=datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=number),
            texts=(("body", ("Markt und Platz", "Laden")[number % 2]),),
            fields={**fields, "standard": ("ja",), "angaben": ("nein" if is_bare else "ja",)},
            numbers=numbers,
        )
    )


def some(values: list[str]):
    return st.lists(st.sampled_from(values), min_size=1, max_size=2, unique=True).map(tuple)


def edges(first: int, step: int):
    edge = st.none() | st.integers(first, first + 6 * step)
    return st.tuples(edge, edge).filter(lambda span: span != (None, None))


asked = st.builds(
    Asked,
    text=st.sampled_from(["", "leerstand", "markt", "laden -platz"]),
    filters=st.fixed_dictionaries(
        {}, optional={"typ": some(list(KINDS.values())), **{name: some(values) for name, values in VALUES.items()}}
    ),
    ranges=st.fixed_dictionaries({}, optional={name: edges(*steps) for name, steps in NUMBERS.items()}),
    sort=st.sampled_from(["relevanz", "datum"]),
    also_unknown=st.booleans(),
)


@pytest.fixture
def both(app):
    """Asks the exact engine and the one of this installation."""
    exact, own = MemoryEngine(), app.extensions[KEY]
    for engine in (exact, own):
        engine.rebuild([document(number) for number in range(1, 43)])

    def ask(one: Asked):
        answers = []
        for engine in (exact, own):
            app.extensions[KEY] = engine
            answers.append(findings_of(one, GUEST, YourTown()))
        return answers

    yield ask
    app.extensions[KEY] = own


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(one=asked)
def test_counts_are_exact_and_kept_when_one_clicks(both, one):
    exact, own = both(one)
    assert (own.total, own.facets, own.unknown, own.more_unknown) == (
        exact.total, exact.facets, exact.unknown, exact.more_unknown,
    )  # fmt: skip
    for name in VALUES:
        if name in one.filters or (one.also_unknown and name in MAY_BE_UNKNOWN):
            continue
        for value, count in own.facets[name].items():
            if value in VALUES[name]:
                chosen = replace(one, filters={**one.filters, name: (value,)})
                assert both(chosen)[1].total == count, (name, value)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(one=asked)
def test_more_without_a_figure_are_as_many_as_promised_and_no_bare_examples(both, one):
    narrow, wide = both(replace(one, also_unknown=False))[1], both(replace(one, also_unknown=True))[1]
    promised = narrow.more_unknown
    assert wide.total == narrow.total + promised
    if one.ranges:
        bare = {number for number in range(1, 43) if "nein" in document(number).fields["angaben"]}
        assert not bare & {hit.id for hit in wide.hits}
