"""What is to be noted each time a page is given out: also when the page cache answers and no view runs."""

import logging
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from flask import request

NOTES = "ortskern.notes"
Note = Callable[[Mapping[str, Any]], None]
"""Gets the WSGI environ of the visit. Runs without application context, and quickly."""

log = logging.getLogger(__name__)


def each_time(note: Note) -> None:
    """From a view: note this visit, and every later one that is answered with the same kept page."""
    waiting = request.environ.get(NOTES)
    if waiting is None:
        take_down([note], request.environ)
    else:
        waiting.append(note)


def take_down(notes: Iterable[Note], environ: Mapping[str, Any]) -> None:
    """A fault of counting never breaks the page."""
    for note in notes:
        try:
            note(environ)
        except Exception:
            log.exception("a visit could not be noted")
