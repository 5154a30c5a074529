"""What the pages of the questions have in common: the personal link they carry on, and the mark of what they show."""

import hashlib
from typing import Any
from urllib.parse import quote

from flask import Response, make_response, request

from app.core.permissions import who
from app.webtalks import times
from app.webtalks.live.queries import version_of
from app.webtalks.live.takers import takes_questions
from app.webtalks.models import Webtalk


def signed() -> str:
    """From a guest's personal link."""
    return request.args.get("platz", "")


def query() -> str:
    """Carries the personal link on."""
    return f"?platz={quote(signed(), safe='~')}" if signed() else ""


def mark(talk: Webtalk, view: str) -> str:
    """Differs when this person's page would: by the counter, by the person, and by whether it is still open."""
    person = who().id or f"g{hashlib.sha256(signed().encode()).hexdigest()[:12]}"
    return f"{view}-{version_of(talk.id)}-{int(takes_questions(talk))}-{person}"


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
        "query": query(),
        "mark_now": mark(talk, view),
        "is_open": takes_questions(talk),
        "robots": "noindex",
    }
