import re

import pytest
from sqlalchemy import select

from app.core.mail.models import Letter
from app.extensions import db
from app.shops.models import Shop
from app.shops.upkeep import letters
from tests.factories.shops import ShopFactory

IN_JANUARY = "2027-01-05T10:00"


@pytest.fixture
def kranich(at, clara):
    """Clara's shop since 2026, and now it is January 2027."""
    at("2026-11-23T12:00")
    shop = ShopFactory(
        title="Kranich",
        slug="kranich",
        owners=[clara],
        opening_hours="Mo-Fr 10:00-18:30; Sa 10:00-14:00; PH off",
        phone="06221 12345",
        website="https://kranich.example",
    )
    at(IN_JANUARY)
    return shop


@pytest.fixture
def mails(app):
    """mails(): (address, subject, text) of all letters of the quarter, after the ticker has run."""

    def run():
        if letters.is_due():
            letters.write_due()
        query = select(Letter).where(Letter.template == "shops/mail/quarter").order_by(Letter.id)
        return db.session.scalars(query.execution_options(populate_existing=True)).all()

    return run


@pytest.fixture
def link(kranich, mails):
    """The path of the shop's page in Clara's letter."""
    (letter,) = mails()
    return re.search(r"http://[^/]+(/laeden/stimmt-noch/[\w-]+)$", letter.text, re.MULTILINE)[1]


def stored(shop_id: int) -> Shop:
    return db.session.get_one(Shop, shop_id, populate_existing=True)
