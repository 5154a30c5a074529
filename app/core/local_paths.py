"""Where to go after a step in between: addresses of this installation only."""

from urllib.parse import urlsplit

from flask import request

LONGEST = 2_000


def local_path(text: str | None) -> str:
    """The path when it stays here, else an empty text: no host, no scheme, no trick that a browser reads as one."""
    text = text or ""
    odd = any(ord(c) <= 32 or ord(c) == 127 for c in text) or "\\" in text
    if not text.startswith("/") or text.startswith("//") or odd or len(text) > LONGEST:
        return ""
    try:
        parts = urlsplit(text)
    except ValueError:
        return ""
    return "" if parts.scheme or parts.netloc else text


def wanted_path() -> str:
    """Where the person wanted to go (`weiter`), if that is a page of ours."""
    return local_path(request.args.get("weiter"))
