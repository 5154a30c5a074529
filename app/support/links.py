"""The address by which whoever placed an order comes back to it without account: its name and a signature.

Nothing secret is stored; the name alone opens nothing.
"""

from flask import current_app
from itsdangerous import BadSignature, Signer


def signed(order_public_id: str) -> str:
    return _signer().sign(order_public_id).decode()


def path_of(order_public_id: str) -> str:
    return f"/unterstuetzung/{signed(order_public_id)}"


def address_of(order_public_id: str) -> str:
    """The whole address, for mails and papers."""
    return current_app.config["SETTINGS"].base_url + path_of(order_public_id)


def name_in(text: str) -> str | None:
    """The public id when the signature is ours, else None."""
    try:
        return _signer().unsign(text).decode()
    except (BadSignature, UnicodeDecodeError):
        return None


def _signer() -> Signer:
    return Signer(current_app.config["SETTINGS"].secret_key, salt="support.order", sep="~")
