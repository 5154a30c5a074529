"""Browsers in which a person has logged in before: a signed cookie, sent to /konto/ only.

Wrong passwords from such a browser are counted apart from all others. So a stranger who keeps trying cannot lock
the owner out of the devices he uses.
"""

from dataclasses import dataclass

from flask import Response, current_app, g, request
from itsdangerous import BadSignature, URLSafeTimedSerializer

from app.core.identifiers import public_id

LASTS_SECONDS = 180 * 86_400
MOST_PEOPLE = 8


@dataclass(frozen=True)
class KnownDevice:
    """id: random, of this browser. user_ids: who has logged in here, the latest first."""

    id: str = ""
    user_ids: tuple[int, ...] = ()


def present() -> KnownDevice:
    """The browser behind the request; one without id when nobody has logged in here yet."""
    try:
        device, *people = _serializer().loads(request.cookies.get(_name(), ""), max_age=LASTS_SECONDS)
        return KnownDevice(str(device), tuple(int(one) for one in people))
    except (BadSignature, ValueError, TypeError):
        return KnownDevice()


def remember(user_id: int) -> None:
    """Let `send` note that this person has logged in here."""
    known = present()
    others = [one for one in known.user_ids if one != user_id]
    g.known_device = KnownDevice(known.id or public_id(), (user_id, *others)[:MOST_PEOPLE])


def send(response: Response) -> Response:
    known: KnownDevice | None = g.get("known_device")
    if known:
        value = _serializer().dumps([known.id, *known.user_ids])
        https = current_app.config["SETTINGS"].https
        response.set_cookie(_name(), value, LASTS_SECONDS, path="/konto/", secure=https, httponly=True, samesite="Lax")
    return response


def _name() -> str:
    return "__Secure-geraet" if current_app.config["SETTINGS"].https else "geraet"


def _serializer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SETTINGS"].secret_key, salt="known-device")
