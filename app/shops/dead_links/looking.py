"""Is a page still there? Two or three small requests: robots.txt, HEAD, and GET only where HEAD says no."""

from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from app.shops.dead_links.asking import Asker, Silent

FEW_BYTES = 1024
ROBOTS_NAME = "OrtskernLinks"
BUSY = (429, 503)
SHUT_TO_PROGRAMS = (401, 402, 403, 405, 406, 407, 451, 999)
"""The site answers, but lets no program in: people may well get there."""


def look(url: str, asker: Asker) -> str:
    """alive, gone, silent, barred or unsure; see models.OutwardLink."""
    try:
        if not _may_ask(url, asker):
            return "barred"
        return _outcome(_status(url, asker))
    except Silent:
        return "silent"


def _status(url: str, asker: Asker) -> int:
    """Some servers know no HEAD, and say anything at all."""
    try:
        status = asker.head(url).status
    except Silent:
        return asker.get(url, most=FEW_BYTES).status
    return status if status < 400 or status in BUSY else asker.get(url, most=FEW_BYTES).status


def _outcome(status: int) -> str:
    if status < 400 or status in SHUT_TO_PROGRAMS or status == 416:
        return "alive"
    return "unsure" if status in BUSY else "gone"


def _may_ask(url: str, asker: Asker) -> bool:
    """As the site's robots.txt says; without one, or with one nobody can read, we may."""
    parts = urlsplit(url)
    answer = asker.get(f"{parts.scheme}://{parts.netloc}/robots.txt")
    if answer.status not in (200, 206):
        return True
    rules = RobotFileParser()
    rules.parse(answer.body.decode("utf-8", "replace").splitlines())
    return rules.can_fetch(ROBOTS_NAME, url)
