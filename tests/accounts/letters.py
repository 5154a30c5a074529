"""What a person takes from a mail."""

import re
from urllib.parse import urlsplit

from app.core.mail.models import Letter


def code_in(letter: Letter) -> str:
    found = re.search(r"^ {4}(\d{6})$", letter.text, re.MULTILINE)
    assert found, letter.text
    return found.group(1)


def link_in(letter: Letter) -> str:
    """The path of the secret link."""
    found = re.search(r"^http\S+/konto/(?:bestaetigen|passwort-neu|email/bestaetigen)/\S+$", letter.text, re.MULTILINE)
    assert found, letter.text
    return urlsplit(found.group(0)).path


def wrong_code(letter: Letter) -> str:
    return f"{(int(code_in(letter)) + 1) % 1_000_000:06d}"
