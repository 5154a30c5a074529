"""The only file that knows Jitsi: addresses, tokens, what the frame is told, what the server tells us.

Source: the token and plugin handbook of Jitsi, and what its Prosody plugins accept and refuse (see docs/webtalks.md).
"""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import jwt
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_private_key

from app.core import clock
from config import Settings

AUDIENCE = "jitsi"
EARLY, LATE = timedelta(seconds=60), timedelta(minutes=30)
FEATURES = ("recording", "livestreaming", "transcription", "outbound-call", "sip-outbound-call", "file-upload")
LOOPBACK = ("127.0.0.1", "localhost")
QUIET = {"participantsPane": {"hideMuteAllButton": True}}


@dataclass(frozen=True)
class Seat:
    """Who enters as what. role: host, speaker, participant, listener, lobby. key: tells people apart, goes nowhere."""

    role: str
    name: str
    key: str

    @property
    def leads(self) -> bool:
        return self.role == "host"


class Jitsi:
    """A Jitsi server as the settings describe it."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.domain = settings.jitsi_domain

    @property
    def is_ready(self) -> bool:
        s = self.settings
        return bool(s.jitsi_domain and s.jitsi_app_id and (s.jitsi_app_secret or (s.jitsi_key_file and s.jitsi_key_id)))

    @property
    def origin(self) -> str:
        """https://HOST; plain HTTP is for trials on the own machine only."""
        scheme = "http" if self.host in LOOPBACK else "https"
        return f"{scheme}://{self.domain}"

    @property
    def host(self) -> str:
        return self.domain.split(":")[0]

    @property
    def xmpp_domain(self) -> str:
        """The name under which its Prosody knows people; "*" in the tokens fits any."""
        return self.settings.jitsi_xmpp_domain.replace("*", "") or self.host

    @property
    def socket_origin(self) -> str:
        return self.origin.replace("http", "ws", 1)

    @property
    def script(self) -> str:
        """The frame's script; it must come from the server it talks to, so that versions match."""
        return f"{self.origin}/external_api.js"

    def token(self, room: str, seat: Seat, ends_at: datetime) -> str:
        """A token for one room and one person, made at the click; valid until half an hour after the end."""
        claims = self.claims(room, seat, ends_at)
        if self.settings.jitsi_key_file:
            key, kid = _private_key(self.settings.jitsi_key_file), self.settings.jitsi_key_id
            return jwt.encode(claims, key, "RS256", headers={"kid": kid})
        return jwt.encode(claims, self.settings.jitsi_app_secret, "HS256")

    def claims(self, room: str, seat: Seat, ends_at: datetime) -> dict[str, Any]:
        """aud is a plain string and exp a number: the server refuses lists and texts, and knows no leeway for nbf."""
        now = clock.now()
        return {
            "aud": AUDIENCE,
            "iss": self.settings.jitsi_app_id,
            "sub": self.settings.jitsi_xmpp_domain or self.host,
            "room": room.lower(),
            "iat": int(now.timestamp()),
            "nbf": int((now - EARLY).timestamp()),
            "exp": int((ends_at + LATE).timestamp()),
            "context": {"user": self.user(room, seat), "features": dict.fromkeys(FEATURES, seat.leads)},
        }

    def user(self, room: str, seat: Seat) -> dict[str, Any]:
        """Everybody in the room can read this: a name, and never the mail address."""
        waits = seat.role == "lobby"
        return {
            "id": self.pseudonym(room, seat.key),
            "name": seat.name,
            "moderator": seat.leads,
            "affiliation": "owner" if seat.leads else "member",
            "lobby": waits,
            "lobby_bypass": not waits,
        }

    def pseudonym(self, room: str, key: str) -> str:
        """Stable within one room, meaningless in the next."""
        secret = self.settings.secret_key.encode()
        return hmac.new(secret, f"jitsi:{room}:{key}".encode(), hashlib.sha256).hexdigest()[:24]

    def address(self, room: str, token: str) -> str:
        """For a tab of its own, where the frame is blocked."""
        return f"{self.origin}/{room}?jwt={token}&lang=de"

    def log_in_address(self, room: str, token: str) -> str:
        """Where its XMPP server takes log-ins over HTTP (BOSH)."""
        return f"{self.origin}/http-bind?{urlencode({'room': room, 'token': token})}"

    def room_address(self, room: str) -> str:
        return f"{room}@conference.{self.xmpp_domain}"

    def frame(self, room: str, token: str, seat: Seat, *, camera: bool, title: str) -> dict[str, Any]:
        """Options of the frame's script."""
        return {
            "domain": self.domain,
            "script": self.script,
            "roomName": room,
            "jwt": token,
            "lang": "de",
            "userInfo": {"displayName": seat.name},
            "configOverwrite": self.overwrites(seat, camera, title),
        }

    @staticmethod
    def overwrites(seat: Seat, camera: bool, title: str) -> dict[str, Any]:
        quiet = seat.role in ("listener", "lobby")
        return {
            "subject": title,
            "defaultLanguage": "de",
            "startWithAudioMuted": True,
            "startWithVideoMuted": not camera or quiet,
            "disableInitialGUM": not camera and quiet,
            "prejoinConfig": {"enabled": False},
            "lobby": {"autoKnock": True},
            "disableThirdPartyRequests": True,
            "disableInviteFunctions": True,
            "disableModeratorIndicator": False,
            **({} if seat.leads else QUIET),
        }

    def csp(self) -> dict[str, str]:
        """For the page with the frame alone; every other page loads nothing from there."""
        return {"script-src": f"'self' {self.origin}", "frame-src": self.origin}

    def permissions(self) -> str:
        """With camera=() or camera=(self) the camera fails in silence."""
        allowed = f'(self "{self.origin}")'
        rest = "geolocation=(), payment=(), usb=(), browsing-topics=()"
        return f"camera={allowed}, microphone={allowed}, display-capture={allowed}, autoplay={allowed}, {rest}"

    def public_key(self, name: str) -> bytes | None:
        """PEM of the key whose address is the SHA-256 of its kid, as the server asks for it; None for other names."""
        wanted = hashlib.sha256(self.settings.jitsi_key_id.encode()).hexdigest()
        if not self.settings.jitsi_key_file or not hmac.compare_digest(name, wanted):
            return None
        return (
            _private_key(self.settings.jitsi_key_file)
            .public_key()
            .public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        )


@cache
def _private_key(path: str) -> Any:
    return load_pem_private_key(Path(path).read_bytes(), password=None)


def room_in(payload: Mapping[str, Any]) -> str:
    """The room of an event; whatever is missing is no room."""
    return str(payload.get("room_name") or payload.get("name") or "").split("@")[0].lower()


def occupants_in(payload: Mapping[str, Any]) -> set[str]:
    """Pseudonyms an event speaks of: of one who joined or left, or of all when the room closes."""
    single = payload.get("occupant")
    every = payload.get("all_occupants")
    people = [single, *(every if isinstance(every, list) else [])]
    return {str(one["id"]) for one in people if isinstance(one, Mapping) and one.get("id")}


REASONS = {
    "signature": "Er hat ein anderes Geheimnis oder einen anderen Schlüssel (JITSI_APP_SECRET, JITSI_KEY_FILE).",
    "'iss'": "Er kennt die Anwendung nicht (JITSI_APP_ID).",
    "'aud'": f"Er nimmt die Zielgruppe „{AUDIENCE}“ nicht an (asap_accepted_audiences).",
    "by nbf": "Seine Uhr geht nach.",
    "by exp": "Seine Uhr geht vor.",
    "alg": "Er erwartet eine andere Art der Unterschrift (mit Geheimnis: HS256, mit Schlüssel: RS256).",
    "'kid'": "Er erwartet Tokens mit Schlüssel (JITSI_KEY_FILE und JITSI_KEY_ID).",
    "public key": "Er konnte unseren öffentlichen Schlüssel nicht holen.",
    "mismatched": "Der XMPP-Name in unseren Tokens ist ein anderer (JITSI_XMPP_DOMAIN).",
    "host-unknown": "Seinen XMPP-Namen kennen wir nicht (JITSI_XMPP_DOMAIN).",
}


def explained(reason: str) -> str:
    """What a refusal of its token plugins means, as a German sentence; empty when we do not know it."""
    return next((sentence for part, sentence in REASONS.items() if part in reason), "")
