"""Finished mails against saved copies: whoever changes a text sees here how it reads."""

import os
from pathlib import Path

import pytest

from app.core.mail.letters import compose
from app.practices.questions.services import Wish

SAVED = Path(__file__).parent / "mails"
BASE = "http://127.0.0.1:8000"
CASE = {"title": "Laden auf Probe", "url": f"{BASE}/praxisbeispiele/laden-auf-probe"}
PLAIN = Wish("Vera Vogt", "vera@musterau.example", "Stadt Musterau", "Wie haben Sie die Eigentümer gefunden?")
CALL = Wish(
    "Vera Vogt", "vera@musterau.example", "", "Darf ich anrufen?", True, "0341 / 12 34 56", "dienstags von 9 bis 12 Uhr"
)
DESK = "/praxisbeispiele/entwurf/k3f9wq2m/"
LINK = {"link": f"{BASE}/fragen/beantwortet/Kx3-geheim"}
LETTERS = {
    "question": {"wish": PLAIN, **CASE, **LINK},
    "question_call": {"wish": CALL, **CASE, **LINK},
    "question_copy": {"wish": PLAIN, **CASE},
    "question_confirm": {
        "name": "Vera Vogt",
        "title": "Laden auf Probe",
        "code": "042917",
        "link": f"{BASE}/fragen/bestaetigen/Kx3-geheim",
    },
    "handed_in": {"name": "Anna Adler", "handed_in_by": "Dora Dorn", "title": "Laden auf Probe", "path": DESK},
    "handed_back": {
        "name": "Dora Dorn",
        "decided_by": "Anna Adler",
        "title": "Laden auf Probe",
        "comment": "Bitte nennen Sie die Kosten.",
        "path": DESK,
    },
}


@pytest.mark.parametrize("name", LETTERS)
def test_the_mail_reads_as_saved(app, name):
    letter = compose("vera@musterau.example", f"practices/mail/{name.removesuffix('_call')}", **LETTERS[name])
    found = f"Betreff: {letter.subject}\n\n{letter.text}"
    copy = SAVED / f"{name}.txt"
    if os.environ.get("SAVE_MAILS"):
        copy.write_text(found)
    assert found == copy.read_text()


def test_what_was_asked_cannot_become_html(app):
    wish = Wish("<b>Vera</b>", "vera@musterau.example", "", "<script>alert(1)</script>")
    letter = compose("a@b.example", "practices/mail/question", wish=wish, **CASE, **LINK)
    assert "<script>" not in letter.html
    assert "<b>Vera" not in letter.html
