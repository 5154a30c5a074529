"""A clock that tests set: at("2026-03-28T20:00") is that time in Berlin from now on."""

from collections.abc import Callable
from datetime import datetime

import pytest

from app.core import clock


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], datetime]:
    def stop(text: str) -> datetime:
        moment = datetime.fromisoformat(text)
        moment = moment if moment.tzinfo else moment.replace(tzinfo=clock.BERLIN)
        monkeypatch.setattr(clock, "now", lambda: moment.astimezone(clock.UTC))
        return moment.astimezone(clock.UTC)

    return stop
