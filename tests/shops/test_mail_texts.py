"""Finished mails against saved copies: whoever changes a text sees here how it reads (SAVE_MAILS=1 writes them)."""

import os
from pathlib import Path

import pytest

from app.core.mail.letters import compose
from app.shops.services.messages import Message

SAVED = Path(__file__).parent / "mails"
VALUES = {
    "name": "Gerda Gast",
    "title": "Buchhandlung Kranich",
    "message": Message("Gerda Gast", "gerda@example.org", "Haben Sie Atlanten?\n\nViele Grüße"),
    "url": "http://127.0.0.1:8000/laeden/buchhandlung-kranich",
    "why": "Der beste Kuchen der Stadt.",
    "code": "042917",
    "link": "http://127.0.0.1:8000/laeden/nachricht/bestaetigen/geheim",
}


NAMES = ("message", "message_confirm", "message_copy", "proposal_confirm", "proposal_asked", "proposal_entered")


@pytest.mark.parametrize("name", NAMES)
def test_the_mail_reads_as_saved(app, name):
    letter = compose("gerda@example.org", f"shops/mail/{name}", **VALUES)
    found = f"Betreff: {letter.subject}\n\n{letter.text}"
    copy = SAVED / f"{name}.txt"
    if os.environ.get("SAVE_MAILS"):
        SAVED.mkdir(exist_ok=True)
        copy.write_text(found)
    assert found == copy.read_text()
