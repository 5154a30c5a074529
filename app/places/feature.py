"""Everything this folder plugs in: the folder's table of contents."""

from flask import Flask

from app.core.feature import Feature, Navigation
from app.places import permissions, subject, views
from app.places.commands import places
from app.places.your_town import keep_town, your_town


def set_up(app: Flask) -> None:
    """Templates may ask for "Ihre Stadt" and carry it along in links."""
    app.jinja_env.globals.update(your_town=your_town, keep_town=keep_town)


FEATURE = Feature(
    name="places",
    blueprints=[views.bp],
    rules=permissions.RULES,
    subjects=[subject.PLACE, subject.AREA],
    navigation=[Navigation("Orte", "/orte/", 50)],
    commands=[places],
    set_up=set_up,
)
