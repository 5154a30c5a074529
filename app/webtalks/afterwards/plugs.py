"""What recaps plug into the feature."""

from app.core.events import Listener, SubjectEvent
from app.webtalks.afterwards import following, panels, permissions, subject, views

BLUEPRINTS = [views.bp]
RULES = permissions.RULES
SUBJECTS = [subject.RECAPS]
PANELS = panels.PANELS
LISTENERS = [Listener("webtalks.recap-follows", SubjectEvent, following.follow_talk, inline=True)]
