"""The address of a shared list: its name and a signature, so that nobody finds lists by trying names."""

from flask import current_app
from itsdangerous import BadSignature, Signer


def signed(name: str) -> str:
    return _signer().sign(name).decode()


def name_in(text: str) -> str | None:
    """The name when the signature is ours, else None."""
    try:
        return _signer().unsign(text).decode()
    except BadSignature:
        return None


def _signer() -> Signer:
    return Signer(current_app.config["SETTINGS"].secret_key, salt="marks.share", sep="~")
