"""Debian's Chromium for pytest-playwright, German, and watched: it may not ask another host for anything."""

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, ConsoleMessage, Request

from tools.machine import find_chromium

# Without the background flags Chromium itself looks for hosts on the internet.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
]
OWN_HOSTS = ("127.0.0.1", "localhost")
OWN_SCHEMES = ("data", "blob", "about")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict) -> dict:
    return {**browser_type_launch_args, "executable_path": str(find_chromium()), "args": FLAGS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict) -> dict:
    return {**browser_context_args, "locale": "de-DE", "timezone_id": "Europe/Berlin"}


@pytest.fixture
def context(new_context: Callable[..., BrowserContext]) -> Iterator[BrowserContext]:
    """A browser window set. The test fails when a page asks a foreign host or breaks the content policy."""
    troubles: list[str] = []
    context = new_context()
    context.on("request", lambda request: troubles.extend(foreign(request)))
    context.on("console", lambda message: troubles.extend(violations(message)))
    context.on("weberror", lambda error: troubles.append(f"script error: {error.error}"))
    yield context
    assert troubles == []


def foreign(request: Request) -> list[str]:
    address = urlsplit(request.url)
    own = address.scheme in OWN_SCHEMES or address.hostname in OWN_HOSTS
    return [] if own else [f"foreign request: {request.url}"]


def violations(message: ConsoleMessage) -> list[str]:
    return [message.text] if "Content Security Policy" in message.text else []
