"""Finished mails against saved copies: whoever changes a text sees here how it reads."""

import os
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.core.mail.letters import compose

SAVED = Path(__file__).parent / "mails"
BASE = "http://127.0.0.1:8000/konto"
SECRET = {"code": "042917", "link": f"{BASE}/bestaetigen/Kx3-geheim"}
RESET = {"code": "042917", "link": f"{BASE}/passwort-neu/Kx3-geheim"}
LETTERS = {
    "sign_up": {"name": "Dora Dorn", **SECRET},
    "sign_up_again": {"name": "Dora Dorn", "names": ["Emil Erle", "Frieda Fink"], **SECRET},
    "sign_up_full": {"names": ["Emil", "Frieda", "Gerd", "Hanna", "Ida"]},
    "reset": {"names": ["Dora Dorn"], **RESET},
    "reset_unknown": {},
    "password_changed": {"name": "Dora Dorn", "at": datetime(2026, 11, 22, 23, 30, tzinfo=UTC)},
    "new_email": {"name": "Dora Dorn", "code": "042917", "link": f"{BASE}/email/bestaetigen/Kx3-geheim"},
    "email_changes": {"name": "Dora Dorn", "new_address": "dora@rathaus.example"},
    "email_changed": {"name": "Dora Dorn", "new_address": "dora@rathaus.example"},
    "left": {"name": "Dora Dorn"},
}


@pytest.mark.parametrize("name", LETTERS)
def test_the_mail_reads_as_saved(app, name):
    letter = compose("dora@rathaus.example", f"accounts/mail/{name}", **LETTERS[name])
    found = f"Betreff: {letter.subject}\n\n{letter.text}"
    copy = SAVED / f"{name}.txt"
    if os.environ.get("SAVE_MAILS"):
        copy.write_text(found)
    assert found == copy.read_text()


@pytest.mark.parametrize("name", LETTERS)
def test_the_html_says_the_same_and_asks_no_other_host(app, name):
    letter = compose("dora@rathaus.example", f"accounts/mail/{name}", **LETTERS[name])
    for value in LETTERS[name].values():
        if isinstance(value, str):
            assert value in letter.html
    assert "<img" not in letter.html
    hosts = set(re.findall(r'(?:href|src)="https?://([^/"]+)', letter.html))
    assert hosts == {"127.0.0.1:8000"}


def test_what_somebody_called_himself_is_no_markup_in_a_mail(app):
    letter = compose("a@example.org", "accounts/mail/left", name="<a href=x>Klick</a>")
    assert "<a href=x>" not in letter.html


def test_several_people_at_a_mailbox_are_named_in_the_reset(app):
    letter = compose("a@example.org", "accounts/mail/reset", names=["Emil", "Frieda"], **RESET)
    assert "mehrere Konten: Emil, Frieda" in letter.text
