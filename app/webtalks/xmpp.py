"""One session with an XMPP server over BOSH: log in by the token in the address, enter a room. Knows nothing of Jitsi.

Source: XEP-0124 and XEP-0206 (BOSH), XEP-0045 (rooms), RFC 4505 (log-in without a name).
"""

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen
from xml.etree.ElementTree import Element, ParseError
from xml.sax.saxutils import quoteattr

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

BOSH, SASL, BIND = "http://jabber.org/protocol/httpbind", "urn:ietf:params:xml:ns:xmpp-sasl", "xmpp-bind"
MUC, MUC_USER = "http://jabber.org/protocol/muc", "{http://jabber.org/protocol/muc#user}"
MOST_BYTES = 200_000


class Refused(Exception):
    """The server answers and says no; str() is its reason, in its own words."""


class Unreachable(Exception):
    """No answer, none in time, or none that is XMPP; str() says which."""


@dataclass(frozen=True)
class Occupant:
    """What somebody is in a room. affiliation: owner, member, none. role: moderator, participant, visitor."""

    affiliation: str
    role: str


class Session:
    """with Session(address, "meet.example", seconds=10) as session: session.log_in(); session.enter("room@…", "Anna").

    seconds: for everything together, however slowly the server answers.
    """

    def __init__(self, address: str, domain: str, *, seconds: float) -> None:
        self.address, self.domain, self.seconds = address, domain, seconds
        self.ends = time.monotonic() + seconds
        self.number, self.name = secrets.randbelow(2**31), ""
        self.seen: list[Element] = []

    def __enter__(self) -> "Session":
        return self

    def __exit__(self, *_error: object) -> None:
        if self.name:
            try:
                self._send('<presence type="unavailable" xmlns="jabber:client"/>', type="terminate")
            except (Refused, Unreachable):
                self.name = ""

    def log_in(self) -> None:
        self._send(to=self.domain, wait="1", hold="1", ver="1.6", **{"xml:lang": "de", "xmpp:version": "1.0"})
        self._await(_is("features"))
        self._send(f'<auth xmlns="{SASL}" mechanism="ANONYMOUS"/>')
        answer = self._await(_is("success", "failure"))
        if _name(answer) == "failure":
            raise Refused(_reason(answer))
        self._send(to=self.domain, **{"xmpp:restart": "true"})
        self._send(f'<iq type="set" id="b" xmlns="jabber:client"><bind xmlns="urn:ietf:params:xml:ns:{BIND}"/></iq>')
        self._await(lambda one: one.get("id") == "b" and one.get("type") == "result")

    def enter(self, room: str, nick: str) -> Occupant:
        """room: with its server, "name@conference.meet.example"."""
        self._send(f'<presence to={quoteattr(f"{room}/{nick}")} xmlns="jabber:client"><x xmlns="{MUC}"/></presence>')
        return self._occupant(self._await(lambda one: _concerns_me(one, room, nick)))

    def next_word(self, room: str, nick: str) -> Occupant:
        """What the room makes of us later on."""
        return self._occupant(self._await(lambda one: _concerns_me(one, room, nick)))

    @staticmethod
    def _occupant(presence: Element) -> Occupant:
        if presence.get("type") == "error":
            raise Refused(_reason(presence))
        item = presence.find(f"{MUC_USER}x/{MUC_USER}item")
        return Occupant(
            "" if item is None else item.get("affiliation", ""), "" if item is None else item.get("role", "")
        )

    def _await(self, fits: Callable[[Element], bool]) -> Element:
        while True:
            for one in self.seen:
                if fits(one):
                    self.seen.remove(one)
                    return one
            self._send()

    def _send(self, content: str = "", **attributes: str) -> None:
        self.number += 1
        values = {
            "rid": str(self.number),
            "xmlns": BOSH,
            "xmlns:xmpp": "urn:xmpp:xbosh",
            "sid": self.name,
            **attributes,
        }
        opening = " ".join(f"{name}={quoteattr(value)}" for name, value in values.items() if value)
        answer = self._post(f"<body {opening}>{content}</body>".encode())
        if answer.get("type") == "terminate" and attributes.get("type") != "terminate":
            raise Refused(answer.get("condition") or "closed")
        self.name = self.name or answer.get("sid", "")
        self.seen += list(answer)

    def _post(self, body: bytes) -> Element:
        request = Request(self.address, body, {"Content-Type": "text/xml; charset=utf-8"})
        try:
            with urlopen(request, timeout=self._left()) as answer:
                return _element(self._read(answer))
        except HTTPError as error:
            raise Unreachable(f"HTTP {error.code}") from None
        except TimeoutError:
            raise Unreachable(self._too_slow()) from None
        except (OSError, HTTPException, ValueError) as error:
            raise Unreachable(str(getattr(error, "reason", error))) from None

    def _read(self, answer: Any) -> bytes:
        content = b""
        while (part := answer.read1(65_536)) and len(content) < MOST_BYTES:
            content += part
            self._left()
        return content

    def _left(self) -> float:
        left = self.ends - time.monotonic()
        if left <= 0:
            raise Unreachable(self._too_slow())
        return left

    def _too_slow(self) -> str:
        return f"keine Antwort in {self.seconds:.0f} Sekunden"


def _element(content: bytes) -> Element:
    try:
        found = fromstring(content, forbid_dtd=True)
    except (ParseError, DefusedXmlException):
        raise Unreachable("keine XMPP-Antwort") from None
    if found.tag != f"{{{BOSH}}}body":
        raise Unreachable("keine XMPP-Antwort")
    return found  # type: ignore[no-any-return]


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _is(*names: str) -> Callable[[Element], bool]:
    return lambda element: _name(element) in names


def _concerns_me(element: Element, room: str, nick: str) -> bool:
    return _name(element) == "presence" and element.get("from", "") in (f"{room}/{nick}", room)


def _reason(element: Element) -> str:
    """The text, else the name of the condition."""
    inner = [one for one in element.iter() if one is not element and _name(one) not in ("x", "error", "body")]
    texts = [one.text for one in inner if _name(one) == "text" and one.text]
    return texts[0] if texts else next((_name(one) for one in inner), "refused")
