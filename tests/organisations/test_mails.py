"""Finished mails against saved copies: whoever changes a text sees here how it reads."""

import os
import re
from pathlib import Path

import pytest

from app.core.mail.letters import compose

SAVED = Path(__file__).parent / "mails"
BASE = "http://127.0.0.1:8000"
OURS = {"organisation": "Stadtmarketing Lindenau", "path": "/organisationen/stadtmarketing-lindenau"}
ASKED = {**OURS, "person": "Clara Christ", "message": "Ich bin die Neue\nim Team."}
LETTERS = {
    "mailbox": {**OURS, "person": "Anna Adler", "code": "042917", "link": f"{BASE}/postfach/Kx3-geheim"},
    "invitation": {**ASKED, "person": "Anna Adler", "role": "org_editor", "link": f"{BASE}/einladung/Kx3-geheim"},
    "join_request": ASKED,
    "join_accepted": {**OURS, "name": "Clara Christ"},
    "join_declined": {**OURS, "name": "Clara Christ"},
    "verified": OURS,
    "acting_asked": {**OURS, "person": "Anna Adler", "town": "Lindenau"},
    "acting_confirmed": {**OURS, "town": "Lindenau"},
}


@pytest.mark.parametrize("name", LETTERS)
def test_the_mail_reads_as_saved(app, name):
    letter = compose("anna@example.org", f"organisations/mail/{name}", **LETTERS[name])
    found = f"Betreff: {letter.subject}\n\n{letter.text}"
    copy = SAVED / f"{name}.txt"
    if os.environ.get("SAVE_MAILS"):
        copy.write_text(found)
    assert found == copy.read_text()


@pytest.mark.parametrize("name", LETTERS)
def test_the_html_says_the_same_and_asks_no_other_host(app, name):
    letter = compose("anna@example.org", f"organisations/mail/{name}", **LETTERS[name])
    assert "Stadtmarketing Lindenau" in letter.html
    assert set(re.findall(r'(?:href|src)="https?://([^/"]+)', letter.html)) == {"127.0.0.1:8000"}


def test_what_somebody_wrote_is_no_markup_in_a_mail(app):
    letter = compose("a@example.org", "organisations/mail/join_request", **{**ASKED, "message": "<a href=x>Klick</a>"})
    assert "<a href=x>" not in letter.html
