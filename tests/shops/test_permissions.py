"""Action × person, written by hand from docs/roles.md."""

import pytest

from app.core.actors import GUEST
from app.core.permissions import allows
from app.core.transaction import transaction
from app.extensions import db
from app.organisations.models import ActsFor
from app.shops.permissions import ShopAction
from tests.factories.places import PlaceFactory
from tests.factories.shops import ShopFactory
from tests.harness.cast import person

#                       state        action                guest clara sina anna bernd mona otto
TABLE = [
    ("published", ShopAction.VIEW, (True, True, True, True, True, True, True)),
    ("published", ShopAction.EDIT, (False, False, True, True, False, False, True)),
    ("published", ShopAction.CONFIRM, (False, False, True, True, False, False, False)),
    ("published", ShopAction.SPEAK, (False, False, True, False, False, False, True)),
    ("published", ShopAction.PRUNE, (False, False, True, False, False, False, True)),
    ("published", ShopAction.HISTORY, (False, False, True, True, False, True, True)),
    ("draft", ShopAction.VIEW, (False, False, True, False, False, False, True)),
    ("draft", ShopAction.EDIT, (False, False, True, False, False, False, True)),
    ("withdrawn", ShopAction.VIEW, (False, False, True, True, False, True, True)),
]


@pytest.mark.parametrize(("state", "action", "expected"), TABLE)
def test_who_may_do_what(app, anna, bernd, clara, mona, organisation, state, action, expected):
    """Anna's organisation acts for the town; Sina owns the shop."""
    town, sina, otto = PlaceFactory(name="Lindenau"), person("Sina Sommer"), person("Otto Ort", ("admin", None))
    with transaction():
        db.session.add(ActsFor(organisation_id=organisation.id, place_id=town.id, state="confirmed"))
    shop = ShopFactory(state=state, place_id=town.id, owners=[sina])
    people = [GUEST, clara.actor, sina.actor, anna.actor, bernd.actor, mona.actor, otto.actor]
    assert tuple(allows(one, action, shop) for one in people) == expected


def test_of_an_entry_nobody_answers_for_the_city_takes_pictures_away(app, anna, bernd, organisation):
    town = PlaceFactory(name="Lindenau")
    with transaction():
        db.session.add(ActsFor(organisation_id=organisation.id, place_id=town.id, state="confirmed"))
    shop = ShopFactory(place_id=town.id, claimed_at=None, origin="offene_daten")
    assert allows(anna.actor, ShopAction.PRUNE, shop)
    assert not allows(bernd.actor, ShopAction.PRUNE, shop)


def test_another_town_is_no_business_of_anna(app, anna, organisation):
    ahlen, bremen = PlaceFactory(name="Ahlen"), PlaceFactory(name="Bremen")
    with transaction():
        db.session.add(ActsFor(organisation_id=organisation.id, place_id=ahlen.id, state="confirmed"))
    assert not allows(anna.actor, ShopAction.EDIT, ShopFactory(place_id=bremen.id))
