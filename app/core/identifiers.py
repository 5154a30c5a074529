"""Random names that may stand in addresses and links."""

import hashlib
import secrets

ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"


def public_id() -> str:
    """Ten random letters and digits (50 bits), none that is easily mistaken for another."""
    return "".join(secrets.choice(ALPHABET) for _ in range(10))


def new_token() -> str:
    """A secret for a link: 32 random bytes, safe in an address."""
    return secrets.token_urlsafe(32)


def new_code() -> str:
    """Six digits to type from a mail. Only ever checked together with a limit on tries."""
    return f"{secrets.randbelow(1_000_000):06d}"


def token_hash(token: str) -> str:
    """What we store of a secret: its SHA-256 in hexadecimal."""
    return hashlib.sha256(token.encode()).hexdigest()
