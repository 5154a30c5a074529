"""Clara's shop in Lindenau, and what the worker has counted."""

from collections import Counter
from collections.abc import Callable

import pytest
from flask import Flask

from app.extensions import db
from app.places.models import Place
from app.shops.figures.counting import KEY
from app.shops.figures.models import ShopFigure
from app.shops.models import Shop
from tests.factories.places import PlaceFactory
from tests.factories.shops import ShopFactory
from tests.harness.cast import Person


@pytest.fixture
def place(app: Flask) -> Place:
    return PlaceFactory(name="Lindenau", key="99000001")


@pytest.fixture
def shop(place: Place, clara: Person) -> Shop:
    return ShopFactory(title="Buchhandlung Kranich", owners=[clara], place_id=place.id)


@pytest.fixture
def counted(app: Flask, run_jobs: Callable[[], int]) -> Callable[..., dict[str, int]]:
    """counted(): what stands in the table after the worker has come by, by kind."""

    def counted(site: Flask = app) -> dict[str, int]:
        site.extensions[KEY].hand_over()
        run_jobs()
        found: Counter[str] = Counter()
        for row in db.session.query(ShopFigure.kind, ShopFigure.number):
            found[row.kind] += row.number
        return dict(found)

    return counted
