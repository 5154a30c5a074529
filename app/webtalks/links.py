"""The address in mails by which somebody without account comes back to a registration: its name and a signature.

Nothing secret is stored; the name alone opens nothing.
"""

from flask import current_app
from itsdangerous import BadSignature, Signer


def signed(registration_public_id: str) -> str:
    return _signer().sign(registration_public_id).decode()


def name_in(text: str) -> str | None:
    """The public id when the signature is ours, else None."""
    try:
        return _signer().unsign(text).decode()
    except BadSignature:
        return None


def _signer() -> Signer:
    return Signer(current_app.config["SETTINGS"].secret_key, salt="webtalks.registration", sep="~")
