"""Passwords: argon2id as OWASP advises (19 MiB, two passes, one lane), and honest rules for new ones.

Source of the rules: NIST SP 800-63B, 3.1.1: length and a list of common ones, no rules of composition.
"""

from functools import lru_cache
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from flask import current_app

from app.core.text import clean

SHORTEST, LONGEST = 10, 200
_COMMON = Path(__file__).with_name("common_passwords.txt")


def hash_password(password: str) -> str:
    return _hasher().hash(_normal(password))


def is_right(stored: str, password: str) -> bool:
    """Compare with a stored hash. An empty one costs the same time and is never right."""
    try:
        return _hasher().verify(stored or _nobody(_memory()), _normal(password)) and bool(stored)
    except (VerificationError, InvalidHashError):
        return False


def needs_rehash(stored: str) -> bool:
    return _hasher().check_needs_rehash(stored)


def objection(password: str, *personal: str) -> str:
    """Why this password is no good, as a German sentence; empty when it is.

    personal: name, e-mail address and the like, which others try first.
    """
    text = _normal(password)
    folded = text.casefold()
    if len(text) < SHORTEST:
        return f"Das Passwort ist zu kurz: Bitte nehmen Sie mindestens {SHORTEST} Zeichen."
    if len(text) > LONGEST:
        return f"Das Passwort ist zu lang: Bitte nehmen Sie höchstens {LONGEST} Zeichen."
    if folded in _common() or folded.strip("0123456789!?.-_ ") in _common() or len(set(folded)) < 5:
        return "Dieses Passwort ist zu leicht zu erraten. Gut sind drei oder vier Wörter, die nicht zusammengehören."
    if any(_alike(folded, part.casefold()) for part in personal):
        return "Bitte nehmen Sie ein Passwort, in dem Ihr Name und Ihre E-Mail-Adresse nicht vorkommen."
    return ""


def _alike(password: str, part: str) -> bool:
    return (bool(part) and password in part) or (len(part) > 4 and part in password)


def _normal(password: str) -> str:
    """As forms hand it over, so that a password set at the command line is the same."""
    return clean(password).strip()


def _memory() -> int:
    return current_app.config["SETTINGS"].argon2_memory_kib


def _hasher() -> PasswordHasher:
    return _hasher_with(_memory())


@lru_cache(maxsize=4)
def _hasher_with(memory_kib: int) -> PasswordHasher:
    return PasswordHasher(time_cost=2, memory_cost=memory_kib, parallelism=1)


@lru_cache(maxsize=4)
def _nobody(memory_kib: int) -> str:
    """The hash that stands in for accounts that don't exist."""
    return _hasher_with(memory_kib).hash("nobody has this password")


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    return frozenset(_COMMON.read_text(encoding="utf-8").split())
