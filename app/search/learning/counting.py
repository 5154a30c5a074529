"""Counting in the memory of a web process; now and then it is handed to the worker in a small file.

No address, no person, no time of day. The text of a search without hits leaves the memory only when the same text
came on enough different days before; until then a keyed hash stands for it.
"""

import atexit
import hashlib
import hmac
import json
import os
import re
import secrets
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from flask import Flask, current_app, request
from itsdangerous import BadSignature, TimestampSigner
from sqlalchemy import select

from app.core import clock
from app.core.machines import by_machine
from app.extensions import db
from app.search.analysis.folding import normal
from app.search.analysis.terms import nfc
from app.search.analysis.tokens import words
from app.search.learning.models import MissingText

KEY = "ortskern_search_counts"
FOLDER = "counters"
HAND_OVER_SECONDS = 30
MANY_DAYS = 3
MOST_WORDS, LONGEST, MOST_TEXTS = 6, 80, 500
LAST_RANK = 20
SIGN_SECONDS = 86_400
_PERSONAL = re.compile(r"@|\d{5}|https?:|www\.", re.I)


@dataclass
class Counts:
    """numbers: by (day, name). texts: key → [day, times, text or empty]."""

    folder: Path
    numbers: Counter[tuple[str, str]] = field(default_factory=Counter)
    texts: dict[str, list[Any]] = field(default_factory=dict)
    since: float = field(default_factory=time.monotonic)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, *names: str) -> None:
        with self.lock:
            self.numbers.update((clock.today().isoformat(), name) for name in names)

    def add_text(self, key: str, text: str) -> None:
        with self.lock:
            if len(self.texts) < MOST_TEXTS:
                known = self.texts.setdefault(key, [clock.today().isoformat(), 0, ""])
                known[1] += 1
                known[2] = known[2] or text

    def hand_over(self, *, now: bool = False) -> None:
        """Write what was counted to a file of its own; a little is lost when a process is killed."""
        if not now and time.monotonic() - self.since < HAND_OVER_SECONDS:
            return
        with self.lock:
            numbers, texts = self.numbers, self.texts
            self.numbers, self.texts, self.since = Counter(), {}, time.monotonic()
        if not numbers:
            return
        content = {"numbers": [[*key, number] for key, number in numbers.items()], "texts": texts}
        try:
            _write(self.folder, json.dumps(content))
        except OSError:
            return


def _write(folder: Path, content: str) -> None:
    """The worker sees whole files only."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"search-{os.getpid()}-{secrets.token_hex(4)}"
    path.write_text(content)
    path.rename(path.with_suffix(".json"))


def set_up(app: Flask) -> None:
    counts = app.extensions[KEY] = Counts(app.config["SETTINGS"].instance_path / FOLDER)
    atexit.register(counts.hand_over, now=True)
    app.jinja_env.globals["click_sign"] = click_sign


def is_on() -> bool:
    return current_app.config["SETTINGS"].search_statistics


def counts() -> Counts:
    return current_app.extensions[KEY]


def note_search(text: str, *, total: int, is_narrowed: bool) -> None:
    """A results page was asked for. is_narrowed: by filters, which say nothing about missing content."""
    if not is_on() or not text or by_machine(request.environ):
        return
    counts().add("searches", *([] if total else ["empty"]))
    if not total and not is_narrowed and (plain := plain_text(text)):
        _note_missing(plain)
    counts().hand_over()


def _note_missing(plain: str) -> None:
    key = key_of(plain)
    row = db.session.execute(select(MissingText.days, MissingText.last_day).where(MissingText.key == key)).first()
    days = 0 if row is None else row.days + (row.last_day != clock.today())
    counts().add_text(key, plain if days >= MANY_DAYS else "")


def note_click(rank: int) -> None:
    if is_on() and not by_machine(request.environ):
        counts().add(f"rank:{min(rank, LAST_RANK + 1)}")
        counts().hand_over()


def plain_text(text: str) -> str:
    """The words as they are compared and kept; empty for what is too long to be one wish, or may name a person."""
    found = [normal(word) for word, _, _ in words(nfc(text))]
    plain = " ".join(found)
    return "" if not found or len(found) > MOST_WORDS or len(plain) > LONGEST or _PERSONAL.search(text) else plain


def key_of(plain: str) -> str:
    secret = current_app.config["SETTINGS"].secret_key.encode()
    return hmac.new(secret, f"search.missing {plain}".encode(), hashlib.sha256).hexdigest()[:40]


def click_sign() -> str:
    """Proof that a page of ours was drawn within the last day; empty while nothing is counted."""
    return _signer().sign("klick").decode() if is_on() else ""


def is_ours(sign: str) -> bool:
    try:
        return _signer().unsign(sign, max_age=SIGN_SECONDS) == b"klick"
    except BadSignature:
        return False


def _signer() -> TimestampSigner:
    return TimestampSigner(current_app.config["SETTINGS"].secret_key, salt="search.clicks")
