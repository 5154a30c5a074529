"""The list and the page of organisations, and what search learns of them."""

import re
from xml.etree import ElementTree

import pytest

from app.accounts.services.profile import set_avatar
from app.core import clock
from app.core.transaction import transaction
from app.organisations import queries
from app.organisations.queries import by_slug
from app.organisations.subject import documents
from tests.factories.organisations import OrganisationFactory
from tests.factories.pictures import picture
from tests.factories.places import PlaceFactory
from tests.factories.practices import CaseFactory, PracticeFactory
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
    town_hall = by_slug("stadt-lindenau")
    for turn in range(2):
        with count_sql() as listed:
            client.get("/organisationen/")
        with count_sql() as shown:
            client.get("/organisationen/stadt-lindenau")
        counts.append((len(listed), len(shown)))
        for number in range(25):
            OrganisationFactory(title=f"Verein {number:02d} {turn}")
            person(f"Mitglied {number} {turn}", ("org_member", town_hall.id))
            CaseFactory(owner_id=town_hall.id, place_id=town_hall.town_id)
            PracticeFactory(owner_id=town_hall.id)
    assert counts[0] == counts[1]
    assert counts[0][0] <= 1
    assert counts[0][1] <= 8  # five of them: measures and cases, talks, recaps, shops, campaigns


def test_the_page_shows_the_newest_of_each_kind(some, client):
    town_hall = by_slug("stadt-lindenau")
    for number in range(8):
        CaseFactory(title=f"Beispiel {number}", owner_id=town_hall.id)
    PracticeFactory(title="Einzige Maßnahme", owner_id=town_hall.id)
    page = client.get("/organisationen/stadt-lindenau").text
    assert "Beispiel 7</a>" in page
    assert "Beispiel 1</a>" not in page
    assert "/praxisbeispiele/?organisation=stadt-lindenau" in page
    assert "Einzige Maßnahme</a>" in page
    assert "/massnahmen/?organisation=stadt-lindenau" not in page


def test_people_stand_there_with_their_picture_and_blocked_ones_do_not(some, client, clara, log_in):
    town_hall = by_slug("stadt-lindenau")
    shown, blocked = (person(name, ("org_member", town_hall.id)) for name in ("Dora Dorn", "Gerd Gans"))
    set_avatar(shown.user_id, picture("PNG", (300, 300)))
    with transaction():
        shown.user.visibility = {"avatar": "members"}
        blocked.user.blocked_at = clock.now()
    page = log_in(client, clara).get("/organisationen/stadt-lindenau").text
    assert "Gerd Gans" not in page
    address = re.search(r'<img[^>]* src="(/personen/dora-dorn/[^"]*)"', page).group(1)
    assert client.get(address).status_code == 200


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
