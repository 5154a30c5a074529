"""What a finished text still lacks: one sentence for each field, and the way to the field."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from email_validator import EmailNotValidError, validate_email

from app.core.markup import LARGEST_BYTES, plain, render
from app.core.text import excerpt
from app.practices.facts import FactKind
from app.practices.writing.typed import Range, Unreadable, read_amount, read_date

_ADDRESS = re.compile(r"https?://[^\s/]+\.[^\s]+", re.IGNORECASE)


@dataclass(frozen=True)
class Note:
    """field: name in the draft. sentence: German, whole."""

    field: str
    sentence: str


@dataclass
class Reader:
    """Reads the typed fields of a draft as finished values; what can't be used is noted, never raised."""

    data: Mapping[str, Any]
    notes: list[Note] = field(default_factory=list)

    def note(self, name: str, sentence: str) -> None:
        self.notes.append(Note(name, sentence))

    def text(self, name: str, longest: int = 0, needed: str = "") -> str:
        """longest: letters; needed: the sentence when it is empty."""
        value = str(self.data.get(name) or "").strip()
        if not value and needed:
            self.note(name, needed)
        if longest and len(value) > longest:
            self.note(name, f"Bitte höchstens {longest} Zeichen; es sind {len(value)}.")
        if len(value.encode()) > LARGEST_BYTES:
            self.note(name, "Der Text ist zu lang: Bitte höchstens 100 kB.")
        return value

    def choice(self, name: str, allowed: Mapping[str, str]) -> str | None:
        value = self.data.get(name) or None
        return value if value in allowed else None

    def amount(self, name: str, kind: FactKind) -> Range | None:
        try:
            return read_amount(str(self.data.get(name) or ""), kind)
        except Unreadable as reason:
            self.note(name, str(reason))
            return None

    def date(self, name: str, *, end: bool = False) -> date | None:
        try:
            return read_date(str(self.data.get(name) or ""), end=end)
        except Unreadable as reason:
            self.note(name, str(reason))
            return None

    def email(self, name: str) -> str:
        value = self.text(name, 254)
        if value and not is_email(value):
            self.note(name, "Das ist keine E-Mail-Adresse. Bitte prüfen Sie die Schreibweise.")
        return value

    def address(self, name: str) -> str:
        value = self.text(name, 1000)
        if value and not is_web_address(value):
            self.note(name, "Bitte schreiben Sie die ganze Adresse, zum Beispiel https://www.beispiel.de/seite.")
        return value


def first_sentences(markdown: str) -> str:
    """The beginning of a text in plain words, for lists; at most 240 letters."""
    return excerpt(plain(render(markdown[:5000]).html), 240)


def is_email(value: str) -> bool:
    try:
        validate_email(value, check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        return False
    return True


def is_web_address(value: str) -> bool:
    return _ADDRESS.fullmatch(value) is not None
