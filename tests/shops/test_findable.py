"""What search is told of shops, and where else they stand."""

from app.core import clock
from app.core.transaction import transaction
from app.extensions import db
from app.organisations.models import ActsFor
from app.shops.findable import documents
from tests.factories.places import PlaceFactory
from tests.factories.shops import ShopFactory


def test_search_hears_of_open_shops_alone(app):
    town = PlaceFactory(name="Heidelberg", key="08221000")
    ours = ShopFactory(title="Kranich", place_id=town.id)
    found = ShopFactory(title="Späti", claimed_at=None, origin="offene_daten")
    others = [ShopFactory(closed_at=clock.now()), ShopFactory(state="draft"), ShopFactory(hidden_at=clock.now())]
    told = {one.id: one for one in documents([ours.id, found.id, *(one.id for one in others)])}
    assert set(told) == {ours.id, found.id}
    assert told[ours.id].fields["standard"] == ("ja",)
    assert told[found.id].fields["standard"] == ("nein",)
    assert dict(told[ours.id].texts)["place"] == "Heidelberg"
    assert "Bücher und Schreibwaren" in dict(told[ours.id].texts)["body"]


def test_a_towns_page_shows_its_shops(client, app):
    town = PlaceFactory(name="Heidelberg", key="08221000")
    ShopFactory(title="Kranich", place_id=town.id)
    text = client.get("/orte/08221000").get_data(as_text=True)
    assert "Läden &amp; Lokale in Heidelberg" in text
    assert 'href="/laeden/kranich"' in text


def test_who_acts_for_a_town_shows_its_shops(client, organisation):
    town = PlaceFactory(name="Heidelberg", key="08221000")
    with transaction():
        db.session.add(ActsFor(organisation_id=organisation.id, place_id=town.id, state="confirmed"))
    ShopFactory(title="Kranich", place_id=town.id)
    assert 'href="/laeden/kranich"' in client.get(organisation.subject.address).get_data(as_text=True)


def test_entries_nobody_answers_for_stay_out_of_the_site_map(client, app):
    ShopFactory(title="Kranich")
    ShopFactory(title="Späti", claimed_at=None, origin="offene_daten")
    text = client.get("/sitemap-1.xml").get_data(as_text=True)
    assert "/laeden/kranich" in text
    assert "/laeden/spaeti" not in text
