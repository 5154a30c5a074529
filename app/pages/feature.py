"""What the pages plug in."""

from app.core.feature import Feature
from app.pages import views

FEATURE = Feature(name="pages", blueprints=[views.bp])
