"""Which cases of a list stand in its paper, and what has to be said about the others."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.marks.queries import Kept
from app.practices.kinds import CASE
from app.practices.queries.entries import Entry, Parts, cases_by_id
from app.practices.queries.parts import facts_of_cases

MOST = 50
OVER = (
    "Eine Vorlage fasst höchstens {most} Praxisbeispiele. Auf der Liste stehen {all}; "
    "aufgenommen sind die {most} zuletzt gemerkten."
)
ONE_HIDDEN = "Ein Eintrag der Liste fehlt hier: Er ist nicht oder nicht mehr öffentlich."
HIDDEN = "{n} Einträge der Liste fehlen hier: Sie sind nicht oder nicht mehr öffentlich."
ONE_OTHER = "Ein Eintrag der Liste ist kein Praxisbeispiel und steht deshalb nicht in der Vorlage."
OTHERS = "{n} Einträge der Liste sind keine Praxisbeispiele und stehen deshalb nicht in der Vorlage."


@dataclass(frozen=True)
class Chosen:
    """cases: (case, its facts, the person's note). left_out: sentences."""

    cases: list[tuple[Entry, Parts, str]]
    left_out: list[str]


def chosen_of(entries: Sequence[Kept]) -> Chosen:
    """entries: latest first. Only public cases: a paper goes to people who may see nothing else. Two statements."""
    notes = {one.card.id: one.note for one in entries if one.card and one.card.kind == CASE}
    cases = {id: case for id, case in cases_by_id(list(notes)).items() if case.is_open}
    shown = [id for id in notes if id in cases][:MOST]
    facts = facts_of_cases(shown)
    hidden = len(notes) - len(cases) + sum(one.card is None for one in entries)
    others = sum(one.card is not None and one.card.kind != CASE for one in entries)
    return Chosen(
        [(cases[id], facts.get(id, Parts()), notes[id]) for id in shown], _left_out(len(cases), hidden, others)
    )


def _left_out(cases: int, hidden: int, others: int) -> list[str]:
    return [
        *([OVER.format(most=MOST, all=cases)] if cases > MOST else []),
        *_counted(hidden, ONE_HIDDEN, HIDDEN),
        *_counted(others, ONE_OTHER, OTHERS),
    ]


def _counted(number: int, one: str, many: str) -> list[str]:
    return [] if not number else [one if number == 1 else many.format(n=number)]
