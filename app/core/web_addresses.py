"""Addresses of web pages as people and sources write them."""

from urllib.parse import urlsplit


def is_web_address(text: str) -> bool:
    """http or https, a host with a dot, no log-in before it; nothing is asked of the network."""
    try:
        parts = urlsplit(text)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        return False
    has_room = any(character.isspace() for character in text)
    return parts.scheme in ("http", "https") and "." in host.strip(".") and "@" not in parts.netloc and not has_room


def host_of(text: str) -> str:
    """Lower case, without "www."; empty when it is no address."""
    return (urlsplit(text).hostname or "").removeprefix("www.") if is_web_address(text) else ""
