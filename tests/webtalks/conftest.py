"""A clock that tests set: at("2026-03-28T20:00") is that time in Berlin from now on."""

from collections.abc import Callable
from datetime import datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.core import clock
from tests.harness.cast import Person


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], datetime]:
    def stop(text: str) -> datetime:
        moment = datetime.fromisoformat(text)
        moment = moment if moment.tzinfo else moment.replace(tzinfo=clock.BERLIN)
        monkeypatch.setattr(clock, "now", lambda: moment.astimezone(clock.UTC))
        return moment.astimezone(clock.UTC)

    return stop


@pytest.fixture
def inside(app: Flask, log_in: Callable[[FlaskClient, Person], FlaskClient]) -> Callable[[Person], FlaskClient]:
    """inside(anna): a browser of her own, logged in."""
    return lambda who: log_in(app.test_client(), who)
