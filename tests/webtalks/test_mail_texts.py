"""Finished mails against saved copies: whoever changes a text sees here how it reads (SAVE_MAILS=1 writes them)."""

import os
from pathlib import Path

import pytest

from app.core.mail.letters import compose
from app.webtalks.words import CONFIRM_RULE, QUEUE_RULE

SAVED = Path(__file__).parent / "mails"
BASE = "http://127.0.0.1:8000/webtalks/leere-laeden-fuellen"
VALUES = {
    "name": "Vera Vogt",
    "title": "Leere Läden füllen",
    "when": "Di., 24. November 2026, 10:00 bis 11:00 Uhr",
    "door": f"{BASE}/raum?platz=abc~def",
    "page": BASE,
    "own": BASE,
    "reminders": "http://127.0.0.1:8000/webtalks/anmeldung/abc~def/erinnerungen",
    "until": "Mo., 23. November 2026, 10:00 Uhr",
    "place": 2,
    "is_member": True,
    "rule": QUEUE_RULE,
    "confirm_rule": CONFIRM_RULE,
    "reason": "Die Referentin ist krank.",
    "soon": "in einer Woche",
    "recap": f"{BASE}/rueckblick",
    "statements": ["Erst fragen, dann schreiben.", "Ein Schlüssel, ein Mensch.", "Der Plan steht ein Jahr vorher."],
    "slides": [("Folien von Anna Adler", "http://127.0.0.1:8000/dateien/7/folien.pdf")],
    "has_recording": True,
    "code": "042917",
    "link": "http://127.0.0.1:8000/webtalks/anmeldung/bestaetigen/geheim",
}
LETTERS = {
    **{name: {} for name in ("confirm", "seat", "waiting", "offered", "to_confirm", "moved", "changed", "cancelled")},
    **{f"lost_{why}": {"ending": why} for why in ("self", "host", "lapsed", "released")},
    "reminder": {"unsubscribe_url": VALUES["reminders"]},
    "host_missing": {},
    "recap_came": {"unsubscribe_url": VALUES["reminders"], "came": True, "has_captions": True},
    "recap_missed": {"unsubscribe_url": VALUES["reminders"], "came": False, "has_recording": False, "slides": []},
    "recap_missing": {"page": f"{BASE}/rueckblick/schreiben"},
    "seat_guest": {"is_member": False},
}


@pytest.mark.parametrize("name", LETTERS)
def test_the_mail_reads_as_saved(app, name):
    template = name.split("_")[0] if name.startswith(("lost", "seat", "recap_came", "recap_missed")) else name
    letter = compose("vera@musterau.example", f"webtalks/mail/{template}", **{**VALUES, **LETTERS[name]})
    found = f"Betreff: {letter.subject}\n\n{letter.text}"
    copy = SAVED / f"{name}.txt"
    if os.environ.get("SAVE_MAILS"):
        SAVED.mkdir(exist_ok=True)
        copy.write_text(found)
    assert found == copy.read_text()
