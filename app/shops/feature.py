"""Everything this folder plugs in: the folder's table of contents."""

from app.core.feature import Feature
from app.shops import permissions, subject

FEATURE = Feature(name="shops", rules=permissions.RULES, subjects=[subject.SHOPS])
