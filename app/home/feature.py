from app.core.feature import Feature
from app.home.views import bp

FEATURE = Feature(name="home", blueprints=[bp])
