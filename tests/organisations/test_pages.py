"""The list and the page of organisations, and what search learns of them."""

from xml.etree import ElementTree

import pytest

from app.core import clock
from app.organisations import queries
from app.organisations.subject import documents
from tests.factories.organisations import OrganisationFactory
from tests.factories.places import PlaceFactory
from tests.harness.cast import person

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def some(app):
    lindenau = PlaceFactory(name="Lindenau", key="14000001", population=18_000)
    zwiesel = PlaceFactory(name="Zwiesel", key="09000001")
    OrganisationFactory(title="Stadt Lindenau", kind="kommune", place_id=lindenau.id, town_id=lindenau.id)
    OrganisationFactory(title="Digital GmbH", kind="anbieter", place_id=zwiesel.id)
    OrganisationFactory(title="Ärzteverein", verified_at=clock.now(), verified_by="staff", place_id=zwiesel.id)
    OrganisationFactory(title="Fort", state="withdrawn")


def found(client, query=""):
    page = client.get(f"/organisationen/{query}").text
    names = ("Stadt Lindenau", "Digital GmbH", "Ärzteverein", "Fort")
    return [name for name in sorted(names, key=page.find) if f">{name}</a>" in page]


def test_the_list_is_sorted_by_name_and_leaves_out_what_is_withdrawn(some, client):
    assert found(client) == ["Ärzteverein", "Digital GmbH", "Stadt Lindenau"]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("?q=aerzte", ["Ärzteverein"]),
        ("?q=arzte", ["Ärzteverein"]),
        ("?q=ÄRZTE", ["Ärzteverein"]),
        ("?art=anbieter", ["Digital GmbH"]),
        ("?art=quatsch", ["Ärzteverein", "Digital GmbH", "Stadt Lindenau"]),
        ("?land=SN", ["Stadt Lindenau"]),
        ("?ort=14000001", ["Stadt Lindenau"]),
        ("?verifiziert=ja", ["Ärzteverein"]),
        ("?sortierung=neu&land=BY", ["Ärzteverein", "Digital GmbH"]),
        ("?art=kommune&land=BY", []),
    ],
)
def test_the_list_is_filtered(some, client, query, names):
    assert found(client, query) == names


def test_a_vendor_is_recognisable_in_lists_and_on_the_page(some, client):
    assert "Anbieter" in client.get("/organisationen/?art=anbieter").text.split("<ol")[1]
    assert "Anbieter" in client.get("/organisationen/digital-gmbh").text


def test_lists_and_pages_take_the_same_few_statements_however_many_there_are(some, client, count_sql):
    counts = []
    for _ in range(2):
        with count_sql() as listed:
            client.get("/organisationen/")
        with count_sql() as shown:
            client.get("/organisationen/stadt-lindenau")
        counts.append((len(listed), len(shown)))
        for number in range(25):
            one = OrganisationFactory(title=f"Verein {number:02d} {len(counts)}")
            person(f"Mitglied {number} {len(counts)}", ("org_member", one.id))
    assert counts[0] == counts[1]
    assert counts[0][0] <= 3
    assert counts[0][1] <= 6


def test_new_organisations_come_as_a_feed_with_the_filters_of_the_list(some, client, count_sql):
    OrganisationFactory(title="Läden <b>& mehr</b>", kind="handel")
    assert '/feeds/organisationen.atom">' in client.get("/organisationen/").text
    with count_sql() as statements:
        answer = client.get("/feeds/organisationen.atom")
    assert answer.content_type.startswith("application/atom+xml")
    titles = [one.findtext("{*}title") for one in ElementTree.fromstring(answer.data).iter(f"{ATOM}entry")]
    assert titles == ["Läden <b>& mehr</b>", "Ärzteverein", "Digital GmbH", "Stadt Lindenau"]
    assert len(statements) <= 1
    filtered = client.get("/feeds/organisationen.atom?art=anbieter").text
    assert "Digital GmbH" in filtered
    assert "Ärzteverein" not in filtered
    assert "/organisationen/?art=anbieter" in filtered


def test_search_learns_of_kind_place_and_size(some):
    ids = list(range(1, 20))
    by_title = {document.title: document for document in documents(ids)}
    assert set(by_title) == {"Stadt Lindenau", "Digital GmbH", "Ärzteverein"}
    town_hall = by_title["Stadt Lindenau"]
    assert town_hall.fields["art"] == ("kommune",)
    assert (town_hall.fields["land"], town_hall.fields["groesse"]) == (("SN",), ("5000-20000",))
    assert town_hall.numbers == {"einwohner": 18_000}
    assert by_title["Ärzteverein"].fields["verifiziert"] == ("ja",)


def test_people_choose_among_the_organisations_they_may_publish_for(some, app):
    first, second = OrganisationFactory(title="Eins"), OrganisationFactory(title="Zwei")
    eva = person("Eva Ehrlich", ("org_editor", first.id), ("org_member", second.id))
    assert queries.organisation_choices(eva.actor) == [(first.id, "Eins")]
    assert [name for _, name in queries.own_organisations(eva.actor)] == ["Eins", "Zwei"]


def test_a_former_name_leads_to_the_present_page(some, client, anna, organisation, log_in):
    log_in(client, anna)
    data = {
        "name": "Citymanagement",
        "place": "Lindenau",
        "mailbox": anna.email,
        "version": organisation.subject.version,
    }
    assert client.post("/organisationen/stadtmarketing-lindenau/bearbeiten", data=data).status_code == 303
    answer = client.get("/organisationen/stadtmarketing-lindenau")
    assert (answer.status_code, answer.headers["Location"]) == (308, "/organisationen/citymanagement")


def test_two_people_editing_the_second_is_told_and_loses_nothing(some, client, anna, organisation, log_in):
    log_in(client, anna)
    old = organisation.subject.version
    data = {"name": "Eins", "place": "Lindenau", "mailbox": anna.email, "version": old}
    client.post("/organisationen/stadtmarketing-lindenau/bearbeiten", data=data)
    late = client.post("/organisationen/eins/bearbeiten", data={**data, "name": "Zwei", "description": "Mein Text"})
    assert late.status_code == 409
    assert "Mein Text" in late.text
    assert f'value="{old + 1}"' in late.text


def test_own_organisations_stand_in_the_account(some, client, anna, log_in):
    log_in(client, anna)
    page = client.get("/konto/organisationen").text
    assert "Stadtmarketing Lindenau" in page
    assert "Verwaltung" in page


def test_nobody_without_organisation_is_left_alone(client, clara, log_in):
    log_in(client, clara)
    assert "Organisation eintragen" in client.get("/konto/organisationen").text


def test_the_list_leaves_as_a_file_with_its_filters(some, client):
    rows = client.get("/organisationen/liste.json?land=SN").json
    assert [(row["Name"], row["Art"], row["Gemeindeschlüssel"]) for row in rows] == [
        ("Stadt Lindenau", "Kommune", "14000001")
    ]
    text = client.get("/organisationen/liste.csv").text
    assert len(text.splitlines()) == 4
    assert "organisation.example" not in text, "mailboxes are never public"
