"""What the pages plug in."""

from app.accounts.terms import answered_by
from app.core.feature import Feature, Navigation
from app.pages import editing, legal, reading, views
from app.pages.permissions import RULES, PageAction

FEATURE = Feature(
    name="pages",
    blueprints=[views.bp, reading.bp, editing.bp],
    rules=RULES,
    menus={"redaktion": [Navigation("Seiten", "/redaktion/seiten/", 60, PageAction.EDIT)]},
    set_up=answered_by(legal.terms),
)
