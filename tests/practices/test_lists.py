"""The lists of measures and cases: filters, what is unknown, files, feeds, and how often the database is asked."""

import csv
import io
import json

import pytest

from app.core import clock
from tests.factories.organisations import OrganisationFactory
from tests.factories.places import PlaceFactory
from tests.factories.practices import CaseFactory, PracticeFactory, TopicFactory

COSTS = ((1_000_000, 1_200_000), (3_000_000, 3_000_000), None)


@pytest.fixture
def three(app):
    """Three cases: cheap in a small town, dear in a large town, and one that says neither."""
    small = PlaceFactory(name="Kleinau", key="03999001", population=4_000)
    large = PlaceFactory(name="Großau", key="05999001", population=120_000)
    owner = OrganisationFactory(title="Gemeinde Kleinau", kind="kommune")
    topic = TopicFactory(slug="leerstand", title="Leerstand")
    return [
        CaseFactory(title="Billiger Laden", place_id=small.id, owner_id=owner.id, cost=COSTS[0], topics=[topic]),
        CaseFactory(title="Teurer Laden", place_id=large.id, cost=COSTS[1], status="stopped", again="no"),
        CaseFactory(title="Laden ohne Zahlen", status=None, again=None),
    ]


def titles(client, query: str) -> list[str]:
    return [row["titel"] for row in json.loads(client.get(f"/praxisbeispiele/liste.json?{query}").data)]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("sortierung=titel", ["Billiger Laden", "Laden ohne Zahlen", "Teurer Laden"]),
        ("sortierung=kosten", ["Billiger Laden", "Teurer Laden", "Laden ohne Zahlen"]),
        ("kosten_bis=20.000", ["Billiger Laden"]),
        ("kosten_bis=20000 €&auch_ohne_angabe=1&sortierung=titel", ["Billiger Laden", "Laden ohne Zahlen"]),
        ("groesse=unter-5000", ["Billiger Laden"]),
        ("groesse=unter-5000&groesse=ueber-100000&sortierung=titel", ["Billiger Laden", "Teurer Laden"]),
        ("land=NW", ["Teurer Laden"]),
        ("status=stopped&nochmal=no", ["Teurer Laden"]),
        ("art=kommune", ["Billiger Laden"]),
        ("thema=leerstand", ["Billiger Laden"]),
        ("thema=gibt-es-nicht&land=XX&belege=&kosten_bis=1", []),
        ("wie=03999001", ["Billiger Laden"]),
        ("belege=external", []),
    ],
)  # fmt: skip
def test_filters_and_sorting(client, three, query, found):
    assert titles(client, query) == found


def test_what_is_unknown_is_left_out_and_said(client, three):
    page = client.get("/praxisbeispiele/?kosten_bis=20000").get_data(as_text=True)
    assert "1 Praxisbeispiel<" in page
    assert "+ 1 ohne Angabe" in page
    assert "kosten_bis=20000&amp;auch_ohne_angabe=1" in page
    assert "Laden ohne Zahlen" not in page


def test_a_chip_takes_its_filter_out_again(client, three):
    page = client.get("/praxisbeispiele/?land=NW&status=stopped").get_data(as_text=True)
    assert 'href="/praxisbeispiele/?land=NW"' in page
    assert 'href="/praxisbeispiele/?status=stopped"' in page
    assert "Stand: gestoppt" in page


def test_an_amount_nobody_can_read_is_told_at_the_field(client, three):
    page = client.get("/praxisbeispiele/?kosten_bis=viel").get_data(as_text=True)
    assert "Bitte geben Sie einen Betrag in Euro ein" in page
    assert "3 Praxisbeispiele" in page


@pytest.mark.parametrize("query", ["kosten_bis=%00", "kosten_bis=-5", "kosten_bis=" + "9" * 300, "seite=2&thema=%ff"])
def test_odd_addresses_do_no_harm(client, three, query):
    assert client.get(f"/praxisbeispiele/?{query}").status_code == 200


def test_an_empty_list_helps_on(client):
    assert "Das erste Praxisbeispiel könnte Ihres sein" in client.get("/praxisbeispiele/").get_data(as_text=True)


def test_hidden_drafts_and_members_entries_are_not_in_a_guests_list(client, anna, log_in, app):
    CaseFactory(title="Entwurf", state="draft")
    CaseFactory(title="Zurückgezogen", state="withdrawn")
    CaseFactory(title="Verborgen", hidden_at=clock.now())
    CaseFactory(title="Intern", visibility="organisation")
    CaseFactory(title="Für Mitglieder", visibility="members")
    assert titles(client, "") == []
    assert titles(log_in(app.test_client(), anna), "") == ["Für Mitglieder"]


def test_stubs_and_topics_apart_stand_in_no_list_until_asked_for(client):
    apart = TopicFactory(slug="civic-tech", title="Civic Tech", in_default_search=False)
    CaseFactory(title="Beispiel laut Quelle", is_stub=True, origin="offene_daten")
    CaseFactory(title="Eine App", topics=[apart], origin="offene_daten")
    assert titles(client, "") == []
    assert titles(client, "thema=civic-tech") == ["Eine App"]
    assert titles(client, "auch_laut_quelle=1") == ["Beispiel laut Quelle"]
    assert "1 weiteres Beispiel laut Quelle" in client.get("/praxisbeispiele/").get_data(as_text=True)


def test_a_measure_says_how_many_cases_it_has(client):
    practice = PracticeFactory(title="Leerstandsmelder")
    CaseFactory(practice_id=practice.id)
    CaseFactory(practice_id=practice.id, is_stub=True)
    CaseFactory(practice_id=practice.id, state="draft")
    assert "<li>1 Praxisbeispiel</li>" in client.get("/massnahmen/").get_data(as_text=True)


def test_a_file_holds_every_fact_and_no_formula(client, three):
    CaseFactory(title='=HYPERLINK("http://boese.example")')
    text = client.get("/praxisbeispiele/liste.csv?sortierung=titel").get_data(as_text=True)
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))
    cheap = next(row for row in rows if row["titel"] == "Billiger Laden")
    assert (cheap["kosten_von_euro"], cheap["kosten_bis_euro"]) == ("10000", "12000")
    assert (cheap["ort"], cheap["gemeindeschluessel"], cheap["einwohner"]) == ("Kleinau", "03999001", "4000")
    assert next(row for row in rows if row["titel"] == "Laden ohne Zahlen")["kosten_von_euro"] == ""
    assert any(row["titel"].startswith("'=HYPERLINK") for row in rows)


def test_measures_leave_as_files_too(client):
    PracticeFactory(title="Leerstandsmelder", cost_note="gering")
    assert json.loads(client.get("/massnahmen/liste.json").data)[0]["kosten"] == "gering"
    assert "Leerstandsmelder" in client.get("/massnahmen/liste.csv").get_data(as_text=True)


@pytest.mark.parametrize("path", ["/feeds/massnahmen.atom", "/feeds/praxisbeispiele.atom"])
def test_feeds_are_atom_and_escape_what_people_wrote(client, path):
    (PracticeFactory if "mass" in path else CaseFactory)(title="Läden <b>& mehr</b>")
    response = client.get(path)
    assert response.content_type.startswith("application/atom+xml")
    assert "Läden &lt;b&gt;&amp; mehr&lt;/b&gt;" in response.get_data(as_text=True)


@pytest.mark.parametrize("path", ["/praxisbeispiele/", "/massnahmen/", "/praxisbeispiele/?groesse=5000-20000"])
def test_a_list_asks_the_database_as_often_for_few_rows_as_for_many(client, count_sql, path):
    place = PlaceFactory()
    for _ in range(3):
        CaseFactory(place_id=place.id)
        PracticeFactory()
    asked = []
    for _ in range(2):
        with count_sql() as statements:
            assert client.get(path).status_code == 200
        asked.append(len(statements))
        for _ in range(30):
            CaseFactory(place_id=place.id)
            PracticeFactory()
    assert asked[0] == asked[1] <= 3


def test_pages_lead_on_and_back(client):
    for _ in range(21):
        CaseFactory()
    first = client.get("/praxisbeispiele/?status=running").get_data(as_text=True)
    assert 'href="/praxisbeispiele/?status=running&amp;seite=2"' in first
    assert client.get("/praxisbeispiele/?seite=2").get_data(as_text=True).count('class="card kind-') == 1
    assert "So weit reicht die Liste nicht" in client.get("/praxisbeispiele/?seite=9").get_data(as_text=True)


@pytest.mark.parametrize("path", ["/massnahmen/", "/massnahmen/liste.csv", "/feeds/massnahmen.atom"])
def test_a_filter_of_cases_says_nothing_about_measures(client, path):
    assert client.get(f"{path}?massnahme=leerstandsmelder").status_code == 200
