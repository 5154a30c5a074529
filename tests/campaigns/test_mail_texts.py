"""Finished mails against saved copies: whoever changes a text sees here how it reads (SAVE_MAILS=1 writes them)."""

import os
from pathlib import Path

import pytest

from app.campaigns.queries.totals import Total
from app.core.mail.letters import compose

SAVED = Path(__file__).parent / "mails"
PAGE = "http://127.0.0.1:8000/hilfsaktionen/hauptstrasse-offen"
VALUES = {
    "title": "Hauptstraße offen",
    "summary": "Wir bauen, die Läden haben offen.",
    "shop": "Buchhandlung Kranich",
    "place": "Heidelberg",
    "when": "vom 28. März 2026 bis zum 25. Oktober 2026",
    "page": PAGE,
    "decide": "http://127.0.0.1:8000/hilfsaktionen/mitmachen/1.2.3~abc",
    "total": Total(123_450, 17, 4),
    "is_stopped": False,
    "by_staff": False,
    "reason": "",
    "by": "Heidelberg",
    "is_called_off": True,
}


@pytest.mark.sqlite
@pytest.mark.parametrize("name", ["taking_part", "ended", "stopped"])
def test_the_mail_reads_as_saved(app, name):
    with app.test_request_context():
        letter = compose("clara@example.org", f"campaigns/mail/{name}", **VALUES)
    text = f"Betreff: {letter.subject}\n\n{letter.text}"
    saved = SAVED / f"{name}.txt"
    if os.environ.get("SAVE_MAILS"):
        saved.write_text(text)
    assert text == saved.read_text()
    assert PAGE in letter.html
