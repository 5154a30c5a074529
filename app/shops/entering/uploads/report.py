"""What a dry run says: a line for each row of the file, in its order."""

from collections import Counter

from app.core.tables import csv_response
from app.shops.entering.imports.planning import NEW, SAME, Planned

MOST_SHOWN = 300
BAD = "fehlerhaft"
HEADINGS = ("Zeile", "Was geschieht", "Name", "Hinweis")
Line = tuple[int, str, str, str]


def lines_of(planned: Planned) -> list[Line]:
    """Number of the line, what happens, name, remark."""
    lines = [
        (step.record.line, step.action, step.record.name, " ".join(filter(None, (step.reason, step.record.note))))
        for step in planned.steps
    ]
    return sorted([*lines, *((problem.line, BAD, "", problem.reason) for problem in planned.problems)])


def counts_of(planned: Planned) -> dict[str, int]:
    counted = Counter(step.action for step in planned.steps)
    return {**counted, **({BAD: len(planned.problems)} if planned.problems else {})}


def shown(lines: list[Line]) -> list[Line]:
    """For the page: what somebody should look at comes first, what is merely new or unchanged last."""
    order = {BAD: 0, NEW: 2, SAME: 3}
    return sorted(lines, key=lambda line: (order.get(line[1], 1), line[0]))[:MOST_SHOWN]


def as_csv(lines: list[Line]) -> bytes:
    return csv_response("bericht", HEADINGS, lines).get_data()
