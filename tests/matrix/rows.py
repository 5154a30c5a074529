"""Reading the tables tests/matrix/*.txt.

A line is: method, path, and one answer per person of the columns below, separated by blanks. Lines beginning with #
are comments. Names in {braces} are things of tests/matrix/world.py. Answers: `in` (entered: whatever the view says
to an empty form), `login` (sent to log in), `403`, `404`, and `out` (410: the link is not valid).
"""

from dataclasses import dataclass
from pathlib import Path

PEOPLE = ("guest", "clara", "bernd", "dora", "anna", "mona", "otto")
ANSWERS = {"in", "login", "403", "404", "out"}


@dataclass(frozen=True)
class Row:
    source: str
    method: str
    path: str
    answers: tuple[str, ...]

    @property
    def id(self) -> str:
        return f"{self.method} {self.path}"


def read_rows() -> list[Row]:
    """All rows. Raises ValueError naming the line that is not understood."""
    rows = []
    for file in sorted(Path(__file__).parent.glob("*.txt")):
        for number, line in enumerate(file.read_text().splitlines(), 1):
            if line.strip() and not line.startswith("#"):
                rows.append(_row(f"{file.name}:{number}", line.split()))
    return rows


def _row(source: str, words: list[str]) -> Row:
    method, path, *answers = words
    if len(answers) != len(PEOPLE) or not set(answers) <= ANSWERS:
        raise ValueError(f"{source}: {words}")
    return Row(source, method, path, tuple(answers))
