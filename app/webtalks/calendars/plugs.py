"""What the calendars plug into the pages of talks."""

from collections.abc import Callable
from typing import Any

from flask import render_template

from app.webtalks.calendars import views
from app.webtalks.models import Webtalk

BLUEPRINTS = [views.bp]


def of_talk(talk: Webtalk) -> str:
    wanted = talk.starts_at is not None and not talk.is_over() and not talk.is_cancelled
    return render_template("webtalks/_calendar_link.html", talk=talk) if wanted else ""


def of_own(_nothing: Any) -> str:
    return render_template("webtalks/_calendar_own.html")


def of_list(_nothing: Any) -> str:
    return render_template("webtalks/_calendar_list.html")


PANELS: dict[str, Callable[[Any], str]] = {
    "webtalks.detail.aside": of_talk,
    "webtalks.mine.top": of_own,
    "webtalks.list.files": of_list,
}
