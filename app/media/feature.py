from app.core.feature import Feature
from app.media import permissions, views

FEATURE = Feature(name="media", blueprints=[views.bp], rules=permissions.RULES)
