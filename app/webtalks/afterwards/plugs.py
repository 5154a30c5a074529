"""What recaps plug into the feature."""

from app.core.events import Listener, SubjectEvent
from app.webtalks.afterwards import following, panels, permissions, recording_views, recordings, subject, views
from app.webtalks.recording.events import ConsentRevoked

BLUEPRINTS = [views.bp, recording_views.bp]
RULES = permissions.RULES
SUBJECTS = [subject.RECAPS]
PANELS = panels.PANELS
LISTENERS = [
    Listener("webtalks.recap-follows", SubjectEvent, following.follow_talk, inline=True),
    Listener("webtalks.recording-stops", ConsentRevoked, recordings.stop_recording, inline=True),
]
