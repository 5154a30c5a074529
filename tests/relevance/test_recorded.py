"""Search ranks as well as it did: `make bench-relevance` explains and measures everything, this a fast part of it."""

import json
from contextlib import ExitStack

import pytest

from tools.relevance import sets
from tools.relevance.figures import CLEAN, measure
from tools.relevance.ours import ours
from tools.relevance.sets import FOLDER, QuerySet

MAY_DROP = 0.01
RECORDED = json.loads((FOLDER / "recorded.json").read_text("utf-8"))
TYPINGS = (CLEAN, "ae oe ue ss", "a o u s")
COLLECTIONS = {
    "law": lambda: [sets.law()],
    "links": lambda: [sets.links()],
    "own": lambda: list(sets.own()),
    "own_third": lambda: list(sets.own("own_third")),
}


@pytest.mark.parametrize("label", list(COLLECTIONS))
def test_no_recorded_value_drops(label: str) -> None:
    several: list[QuerySet] = COLLECTIONS[label]()
    with ExitStack() as stack:
        ready = [(one, stack.enter_context(ours(one.documents))) for one in several]
        found = {f"{label}, {typing}": measure(ready, typing).ndcg for typing in TYPINGS}
    dropped = {name: value for name, value in found.items() if value < RECORDED[name] - MAY_DROP}
    assert not dropped, f"{dropped} instead of {RECORDED}: mend it, or record anew with a reason in the commit"


def test_every_judged_document_is_in_the_collection() -> None:
    for one in (found for file in ("own", "own_third", *sets.SEALED) for found in sets.own(file)):
        ids = {document.id for document in one.documents}
        assert all(ids >= set(asked.judged) for asked in one.queries)
