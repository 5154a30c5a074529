"""Clara's shop with help; a browser for each person; a clock that tests set."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.core import clock
from app.shops.models import Shop
from tests.factories.shops import ShopFactory
from tests.factories.support import with_help
from tests.harness.cast import Person


@pytest.fixture
def shop(clara: Person) -> Shop:
    return with_help(ShopFactory(title="Buchhandlung Kranich", owners=[clara]))


@pytest.fixture
def inside(app: Flask, log_in: Callable[[FlaskClient, Person], FlaskClient]) -> Callable[[Person], FlaskClient]:
    """inside(clara): a browser of her own, logged in."""
    return lambda who: log_in(app.test_client(), who)


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[..., datetime]:
    """later(hours=25): it is so much later from now on."""

    def move(**much: float) -> datetime:
        moment = clock.now() + timedelta(**much)
        monkeypatch.setattr(clock, "now", lambda: moment)
        return moment

    return move
