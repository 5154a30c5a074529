"""Sentences about a seat, alike on pages and in mails."""

from app.core import formats
from app.webtalks.models import Registration, Webtalk

QUEUE_RULE = (
    "Wird ein Platz frei, bieten wir ihn der ersten Person auf der Warteliste an. Sie hat 24 Stunden Zeit, ihn "
    "anzunehmen, aber höchstens bis zwei Stunden vor Beginn; danach ist die nächste Person an der Reihe. In den "
    "letzten drei Stunden vor Beginn vergeben wir freie Plätze ohne Nachfrage."
)
CONFIRM_RULE = (
    "Die Plätze sind begrenzt. Ist der Webtalk ausgebucht, fragen wir zwei Tage vorher, ob Sie kommen. Wer bis 24 "
    "Stunden vorher nicht bestätigt hat, gibt seinen Platz ab, wenn andere darauf warten."
)


def state_sentence(talk: Webtalk, registration: Registration | None, place: int) -> str:
    """Where the person stands, in one sentence; nothing for who is not registered."""
    if registration is None or registration.state == "cancelled":
        return _ending(registration)
    if talk.is_over():
        return _afterwards(registration)
    if registration.state == "waiting":
        return f"Sie stehen auf Platz {place} der Warteliste."
    if registration.state == "offered":
        until = formats.german_datetime(registration.offered_until)
        return f"Ein Platz ist für Sie frei. Bitte nehmen Sie ihn an bis {until}."
    if needs_confirmation(talk, registration):
        return "Sie sind angemeldet. Bitte bestätigen Sie noch, dass Sie kommen."
    return "Sie sind angemeldet."


def needs_confirmation(talk: Webtalk, registration: Registration) -> bool:
    """Asked whether the person comes, and not answered yet."""
    asked = talk.asked_at is not None and talk.released_at is None
    return asked and registration.state == "registered" and registration.confirmed_at is None


def _afterwards(registration: Registration) -> str:
    if registration.state != "registered":
        return "Sie standen auf der Warteliste."
    return "Sie waren dabei." if registration.attended else "Sie waren angemeldet."


def _ending(registration: Registration | None) -> str:
    endings = {
        "self": "Sie haben abgesagt. Sie können sich wieder anmelden, solange es Plätze gibt.",
        "host": "Die Leitung hat Ihre Anmeldung aufgehoben.",
        "lapsed": "Der angebotene Platz ging weiter, weil er nicht rechtzeitig angenommen wurde.",
        "released": "Ihr Platz ging an die Warteliste, weil er nicht bestätigt war.",
    }
    return endings.get(registration.ending, "") if registration is not None else ""
