"""What the pages of the questions have in common: the personal link they carry on, and the mark of what they show."""

import hashlib
from typing import Any
from urllib.parse import urlencode

from flask import Response, make_response, request

from app.core.permissions import who
from app.webtalks import times
from app.webtalks.live.queries import version_of
from app.webtalks.live.takers import takes_questions
from app.webtalks.models import Webtalk

MOST_PAGES = 1_000


def signed() -> str:
    """From a guest's personal link."""
    return request.args.get("platz", "")


def page_number() -> int:
    """From 1; nonsense is the first."""
    text = request.args.get("seite", "1")
    return int(text) if text.isdecimal() and 0 < int(text[:6]) <= MOST_PAGES and len(text) < 6 else 1


def query(page: int | None = None) -> str:
    """Carries the personal link and the page on; page: of another page of the list."""
    number = page or page_number()
    values = {"platz": signed(), "seite": str(number) if number > 1 else ""}
    text = urlencode({name: value for name, value in values.items() if value})
    return f"?{text}" if text else ""


def ways() -> dict[str, str]:
    """Queries of this page of the list and of those beside it."""
    return {"query": query(), "before": query(page_number() - 1 or 1), "after": query(page_number() + 1)}


def mark(talk: Webtalk, view: str) -> str:
    """Differs when this person's page would: by the counter, by the person, and by whether it is still open."""
    person = who().id or f"g{hashlib.sha256(signed().encode()).hexdigest()[:12]}"
    return f"{view}-{page_number()}-{version_of(talk.id)}-{int(takes_questions(talk))}-{person}"


def fresh(talk: Webtalk, view: str) -> Response:
    """An empty answer with the mark: 304 when the browser shows that already, else to be filled."""
    answer = make_response("")
    answer.set_etag(mark(talk, view))
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.make_conditional(request)
    return answer


def kept_nowhere(answer: Response) -> Response:
    answer.headers.update({"Cache-Control": "no-store", "Referrer-Policy": "same-origin"})
    return answer


def about(talk: Webtalk, view: str) -> dict[str, Any]:
    return {
        "talk": talk,
        "subject": talk.subject,
        "when": times.span(talk.starts_at, talk.ends_at) if talk.starts_at and talk.ends_at else "",
        "base": f"{talk.subject.address}/fragen",
        **ways(),
        "mark_now": mark(talk, view),
        "is_open": takes_questions(talk),
        "robots": "noindex",
    }
