"""Heidelberg with its verified organisation, led by Anna; Clara's shop there takes money."""

from types import SimpleNamespace

import pytest
from flask import Flask

from app.core import clock
from app.core.transaction import transaction
from app.extensions import db
from app.organisations.models import Organisation
from tests.factories.organisations import OrganisationFactory
from tests.factories.places import PlaceFactory
from tests.factories.shops import ShopFactory
from tests.factories.support import with_help
from tests.harness.cast import person
from tests.webtalks.conftest import at, inside

__all__ = ["at", "inside"]


@pytest.fixture
def town(app: Flask) -> SimpleNamespace:
    """place, organisation, anna (admin), dora (editor), clara with `shop`."""
    place = PlaceFactory(name="Heidelberg", key="08221000")
    organisation = OrganisationFactory(
        title="Stadt Heidelberg", kind="kommune", place_id=place.id, mailbox="stadt@hd.example"
    )
    _verify(organisation.id, place.id)
    clara = person("Clara Christ")
    shop = with_help(ShopFactory(title="Buchhandlung Kranich", owners=[clara], place_id=place.id, lat=49.41, lon=8.69))
    return SimpleNamespace(
        place=place,
        organisation=organisation,
        anna=person("Anna Adler", ("org_admin", organisation.id)),
        dora=person("Dora Dorn", ("org_editor", organisation.id)),
        clara=clara,
        shop=shop,
    )


def _verify(organisation_id: int, place_id: int) -> None:
    with transaction():
        row = db.session.get_one(Organisation, organisation_id)
        row.town_id, row.verified_by, row.verified_at = place_id, "staff", clock.now()
        row.mailbox_confirmed_at = clock.now()
