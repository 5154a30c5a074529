"""Everything this folder plugs in: the folder's table of contents."""

from app.core.feature import Feature
from app.webtalks import models

FEATURE = Feature(name="webtalks")

__all__ = ["FEATURE", "models"]
