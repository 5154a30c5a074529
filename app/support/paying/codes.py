"""Random codes with a check sign: what stands in the purpose of a transfer, and on a voucher.

The alphabet has no sign that is taken for another (no 0 O, 1 I L, 2 Z, 5 S, 8 B, U V). The check sign finds every
single wrong sign and nearly every pair swapped (weights 1 … n modulo 23, a prime).
"""

import re
import secrets

ALPHABET = "34679ACDEFGHJKMNPQRTWXY"
PREFIX = "OK"
REFERENCE_SIGNS = 9
"""Of the reference behind the prefix, without the check sign: 23**9, 40 bits. It opens nothing by itself."""
VOUCHER_SIGNS = 14
"""Of a voucher's code without the check sign: 23**14, 63 bits."""
_OTHER = re.compile(r"[^A-Z0-9]")


def new_reference() -> str:
    """For one payment: "OK" and ten signs, e.g. OKA7K3MPX9RT; unique by the database."""
    return PREFIX + _with_check(REFERENCE_SIGNS)


def new_voucher_code() -> str:
    """Fifteen signs, without hyphens."""
    return _with_check(VOUCHER_SIGNS)


def grouped(code: str, size: int = 5) -> str:
    """For reading and typing: "A7K3M-PX9RT-…"."""
    return "-".join(code[at : at + size] for at in range(0, len(code), size))


def shown_reference(reference: str) -> str:
    """OKA7K3MPX9RT → "OK-A7K3M-PX9RT"."""
    return f"{PREFIX}-{grouped(reference.removeprefix(PREFIX))}"


def bare(text: str) -> str:
    """Capitals and digits alone; blanks, hyphens and line ends of banks and people go."""
    return _OTHER.sub("", text.upper())


def is_reference(typed: str) -> bool:
    """Does it look like the purpose of a transfer, and not like a voucher's code?"""
    code = bare(typed)
    return code.startswith(PREFIX) and is_whole(code.removeprefix(PREFIX))


def is_whole(code: str) -> bool:
    """Does the check sign fit? code: bare, without prefix."""
    return len(code) > 1 and set(code) <= set(ALPHABET) and _check(code[:-1]) == code[-1]


def _with_check(signs: int) -> str:
    body = "".join(secrets.choice(ALPHABET) for _ in range(signs))
    return body + _check(body)


def _check(body: str) -> str:
    return ALPHABET[sum(place * ALPHABET.index(sign) for place, sign in enumerate(body, 1)) % len(ALPHABET)]
