"""What the page of a series plugs into the feature: itself, and the way to it from each date."""

from collections.abc import Callable
from typing import Any

from flask import render_template

from app.webtalks.dates import views
from app.webtalks.dates.queries import path_of
from app.webtalks.models import Webtalk

BLUEPRINTS = [views.bp]


def way_to_all(talk: Webtalk) -> str:
    """Its series is loaded with it."""
    announced = talk.series is not None and talk.subject.state == "published"
    return render_template("webtalks/dates/_way.html", path=path_of(talk.series)) if announced and talk.series else ""


PANELS: dict[str, Callable[[Any], str]] = {"webtalks.detail.aside": way_to_all}
