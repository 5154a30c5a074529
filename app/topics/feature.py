"""Everything this folder plugs in: the folder's table of contents."""

from app.core.feature import Feature, Navigation
from app.topics import permissions, views

FEATURE = Feature(
    name="topics",
    blueprints=[views.bp],
    rules=permissions.RULES,
    navigation=[Navigation("Themen", "/themen/", 30)],
    menus={"redaktion": [Navigation("Themen", "/redaktion/themen", 40, permissions.TopicAction.MANAGE)]},
)
