"""What the questions plug into the feature."""

from collections.abc import Callable
from typing import Any

from flask import render_template

from app.core.events import Listener, PersonRemoved
from app.core.jobs.worker import Ticker
from app.webtalks.live import forgetting, leading, moderating, services, views
from app.webtalks.live.polls import forgetting as poll_forgetting
from app.webtalks.live.polls import leading as poll_leading
from app.webtalks.live.polls import services as poll_services
from app.webtalks.live.polls import views as poll_views
from app.webtalks.live.takers import takes_questions
from app.webtalks.models import Webtalk

BLUEPRINTS = [views.bp, leading.bp, moderating.bp, poll_views.bp, poll_leading.bp]
LISTENERS = [
    Listener("webtalks.forget-questions", PersonRemoved, services.forget_person),
    Listener("webtalks.forget-ballots", PersonRemoved, poll_services.forget_person),
]
TICKERS = [
    Ticker("webtalks.forget-questions", 86_400, forgetting.forget_names),
    Ticker("webtalks.close-polls", 3_600, poll_forgetting.close_forgotten),
]


def way_to_questions(talk: Webtalk) -> str:
    return render_template("webtalks/live/_way.html", talk=talk) if takes_questions(talk) else ""


PANELS: dict[str, Callable[[Any], str]] = {"webtalks.detail.top": way_to_questions}
