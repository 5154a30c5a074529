"""Which requests come from programs or run ahead of a person: they are answered like any other, and never counted.

The words are those that the larger crawlers, previews, monitors and HTTP libraries put into their User-Agent, after the
lists of isbot and crawler-user-agents. A program that calls itself a browser is not told; so counts stay estimates.
"""

import re
from collections.abc import Mapping
from typing import Any

_PROGRAMS = re.compile(
    r"(?<!cu)bot|crawl|spider|slurp|archiver|scrap|curl|wget|python|java/|okhttp|go-http|libwww|perl|ruby|axios|node-fetch"
    r"|httpclient|http-client|headless|phantom|lighthouse|pagespeed|monitor|uptime|pingdom|check|valid|scan|fetch"
    r"|preview|facebookexternal|whatsapp|telegram|embed|feed|rss|mediapartners|google-|bingpreview",
    re.IGNORECASE,
)
_AHEAD = re.compile(r"prefetch|prerender|preview", re.IGNORECASE)
AHEAD_HEADERS = ("HTTP_SEC_PURPOSE", "HTTP_PURPOSE", "HTTP_X_PURPOSE", "HTTP_X_MOZ")


def by_machine(environ: Mapping[str, Any]) -> bool:
    """environ: of WSGI. No User-Agent at all counts as a program."""
    agent = environ.get("HTTP_USER_AGENT", "")
    return not agent or bool(_PROGRAMS.search(agent))


def is_visit(environ: Mapping[str, Any]) -> bool:
    """Somebody is looking at what is answered: no HEAD, no program, no page fetched in case it is wanted."""
    ahead = any(_AHEAD.search(environ.get(name, "")) for name in AHEAD_HEADERS)
    return environ.get("REQUEST_METHOD") != "HEAD" and not ahead and not by_machine(environ)
