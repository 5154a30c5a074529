"""Two answers that must tell nobody which of two cases it was."""

import re
from urllib.parse import unquote

from werkzeug.test import TestResponse

LEEWAY = 64  # bytes


def told(answer: TestResponse, *names: object) -> tuple[int, str, str]:
    """Status, where to, and text; without the form's token and without the names that were asked for."""
    text = unquote(re.sub(r'(name="csrf_token" value=")[^"]*', r"\1", answer.get_data(as_text=True)))
    where = unquote(answer.headers.get("Location", ""))
    for name in map(str, names):
        text, where = text.replace(name, "…"), where.replace(name, "…")
    return answer.status_code, where, text


def assert_alike(one: TestResponse, other: TestResponse, names: tuple[object, object]) -> None:
    """names: what was asked for in the one and in the other, of the same length."""
    assert len(str(names[0])) == len(str(names[1]))
    assert abs(len(one.data) - len(other.data)) <= LEEWAY, one.request.path
    assert told(one, *names) == told(other, *names), one.request.path
