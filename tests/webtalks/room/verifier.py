"""As strict as Jitsi's own token plugins: what they refuse is refused here. Shares no code with the product."""

import base64
import hashlib
import hmac
import json
import time
from typing import Any

APP_ID, SECRET, DOMAIN = "ortskern-test", "geheim-" + "s" * 40, "meet.test"


class Refused(Exception):
    """Why the server says no."""


def check(token: str, *, room: str, secret: str = SECRET, app_id: str = APP_ID, domain: str = DOMAIN) -> dict[str, Any]:
    """The claims of a token with which somebody may enter this room."""
    head, body, signature = token.split(".")
    if _json(head).get("alg") != "HS256":
        raise Refused("algorithm")
    expected = hmac.new(secret.encode(), f"{head}.{body}".encode(), hashlib.sha256).digest()
    if not hmac.compare_digest(expected, _bytes(signature)):
        raise Refused("signature")
    claims = _json(body)
    _check_claims(claims, room, app_id, domain)
    return claims


def _check_claims(claims: dict[str, Any], room: str, app_id: str, domain: str) -> None:
    now = time.time()
    tests = {
        "issuer": claims.get("iss") == app_id,
        "audience": claims.get("aud") == "jitsi",
        "expiry is a number": isinstance(claims.get("exp"), int | float) and not isinstance(claims.get("exp"), bool),
        "early": claims.get("nbf", 0) <= now,
        "domain": claims.get("sub") in (domain, "*"),
        "room": claims.get("room") in (room, "*") and room == room.lower(),
    }
    for name, holds in tests.items():
        if not holds:
            raise Refused(name)
    if claims["exp"] <= now:
        raise Refused("expired")


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _json(text: str) -> dict[str, Any]:
    return json.loads(_bytes(text))
