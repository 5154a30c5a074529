"""What recaps plug into the feature."""

from app.core.events import Listener, SubjectEvent
from app.core.jobs.worker import Ticker
from app.webtalks.afterwards import (
    following,
    letters,
    panels,
    permissions,
    recording_views,
    recordings,
    services,
    subject,
    views,
)
from app.webtalks.afterwards.events import RecapPublished
from app.webtalks.events import QuestionHidden
from app.webtalks.recording.events import ConsentRevoked

BLUEPRINTS = [views.bp, recording_views.bp]
RULES = permissions.RULES
SUBJECTS = [subject.RECAPS]
PANELS = panels.PANELS
TICKERS = [Ticker("webtalks.ask-for-recaps", 3_600, letters.ask_hosts, needed=letters.is_needed)]
LISTENERS = [
    Listener("webtalks.recap-questions", QuestionHidden, services.note_question, inline=True),
    Listener("webtalks.mail-recap", RecapPublished, letters.tell_people),
    Listener("webtalks.recap-follows", SubjectEvent, following.follow_talk, inline=True),
    Listener("webtalks.recording-stops", ConsentRevoked, recordings.stop_recording, inline=True),
]
