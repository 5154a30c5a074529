"""The words people are told in, as long as the host says no others."""

from app.webtalks.models import Webtalk

DEFAULT = (
    "Dieser Webtalk wird aufgezeichnet: Bild, Ton und Name von allen, die mit Kamera oder Mikrofon dabei sind, und was "
    "im Chat steht.\n\n"
    "{owner} zeigt die Aufzeichnung danach im Rückblick auf dieser Seite. Ansehen können sie {readers}.\n\n"
    "Ihre Einwilligung ist freiwillig. Sie können sie jederzeit zurücknehmen; dann ist die Aufzeichnung nicht mehr zu "
    "sehen. Wer nicht einwilligt, kann mitlesen und Fragen stellen und ist nicht zu sehen und nicht zu hören."
)


def default_words(talk: Webtalk, owner: str) -> str:
    readers = "alle im Netz" if talk.subject.visibility == "public" else "Mitglieder des Netzwerks"
    return DEFAULT.format(owner=owner or "Die Leitung", readers=readers)
