"""What the pages of towns, topics and organisations show of measures and cases."""

from tests.factories.organisations import OrganisationFactory
from tests.factories.places import PlaceFactory
from tests.factories.practices import CaseFactory, PracticeFactory, TopicFactory


def page(client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.get_data(as_text=True)


def test_a_town_shows_its_cases_its_stubs_apart_and_no_unconfirmed_vendor(client):
    place = PlaceFactory(name="Lindenau", key="14999001")
    vendor = OrganisationFactory(title="Zählwerk GmbH", kind="anbieter")
    CaseFactory(title="Laden auf Probe", place_id=place.id)
    CaseFactory(title="Nur erwähnt", place_id=place.id, is_stub=True)
    CaseFactory(title="Sensoren", place_id=place.id, owner_id=vendor.id)
    CaseFactory(title="Entwurf", place_id=place.id, state="draft")
    text = page(client, "/orte/14999001")
    assert "Laden auf Probe" in text
    assert text.index("Beispiele laut Quelle") < text.index("Nur erwähnt")
    assert "Sensoren" not in text
    assert "Entwurf" not in text


def test_a_topic_shows_both_kinds(client):
    topic = TopicFactory(slug="leerstand")
    CaseFactory(title="Laden auf Probe", topics=[topic])
    PracticeFactory(title="Leerstandsmelder", topics=[topic])
    text = page(client, "/themen/leerstand")
    assert "Laden auf Probe" in text
    assert "Leerstandsmelder" in text


def test_an_organisation_shows_what_it_published_and_leads_to_the_rest(client):
    owner = OrganisationFactory(title="Stadt Lindenau", kind="kommune")
    for number in range(7):
        CaseFactory(title=f"Fall {number}", owner_id=owner.id)
    CaseFactory(title="Fremd")
    text = page(client, "/organisationen/stadt-lindenau")
    assert "/praxisbeispiele/?organisation=stadt-lindenau" in text
    listed = page(client, "/praxisbeispiele/?organisation=stadt-lindenau")
    assert "7 Praxisbeispiele" in listed
    assert "Fremd" not in listed
