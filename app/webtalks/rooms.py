"""Names of rooms: nobody guesses them, and none is used twice."""

import secrets
from datetime import date

from app.core.text import slugify

ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"


def new_room_name(title: str, day: date | None = None) -> str:
    """Lower-case ASCII: words of the title, the day, and ten random letters (50 bits)."""
    secret = "".join(secrets.choice(ALPHABET) for _ in range(10))
    return "-".join(filter(None, (slugify(title, 60), day.isoformat() if day else "", secret)))
