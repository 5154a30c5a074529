"""From the hits on: as a file, by measure, and to what reads alike."""

import csv
import io
import re

import pytest

from app.search import indexing
from tests.factories.places import PlaceFactory
from tests.factories.practices import CaseFactory, PracticeFactory


@pytest.fixture
def site(app, organisation):
    place = PlaceFactory(name="Kleinau", population=9_500)
    measure, other = PracticeFactory(title="Leerstandsmelder"), PracticeFactory(title="Abendmarkt")
    for number in range(3):
        CaseFactory(title=f"Leerstand Nummer {number}", practice_id=measure.id, place_id=place.id)
    CaseFactory(title='=HYPERLINK("http://x") Leerstand', practice_id=other.id)
    CaseFactory(title="Leerstand ohne Maßnahme")
    CaseFactory(title="Leerstand intern", practice_id=measure.id, visibility="organisation", owner_id=organisation.id)
    indexing.rebuild()
    return app


def cells(answer) -> list[list[str]]:
    return list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig")), delimiter=";"))


def test_the_file_holds_every_hit_of_all_pages_with_the_filters_and_no_formula(site, client):
    answer = client.get("/suche.csv?q=leerstand&typ=praxisbeispiele")
    head, *rows = cells(answer)
    assert answer.headers["Content-Disposition"] == 'attachment; filename="suche.csv"'
    assert head[0] == "Titel"
    assert len(rows) == 5
    assert any(row[0].startswith("'=HYPERLINK") for row in rows)
    assert ["Kleinau", "9500"] in [row[3:5] for row in rows]
    assert not any("intern" in row[0] for row in rows)


def test_a_file_without_hits_has_its_heading(site, client):
    assert len(cells(client.get("/suche.csv?q=xylophon"))) == 1


def test_by_measure_each_stands_with_its_cases_and_the_rest_is_counted(site, client):
    answer = client.get("/suche?q=leerstand+nummer&typ=praxisbeispiele&ansicht=massnahmen")
    titles = re.findall(r'group__title"><a [^>]*>(.*?)</a>', answer.text)
    assert titles[0] == "Leerstandsmelder"
    assert answer.text.count(">Leerstand Nummer") == 3
    assert "intern" not in answer.text.split("<main", 1)[1]
    more = re.search(r'href="(/suche\?[^"]*massnahme=[^"]*)">Alle 3 Treffer', answer.text)[1].replace("&amp;", "&")
    one = client.get(more)
    assert "3 Treffer" in one.text
    assert "Maßnahme: Leerstandsmelder" in one.text
    assert client.get("/suche?ansicht=massnahmen&seite=9").status_code == 404


def test_an_entry_leads_to_what_reads_alike(site, client):
    page = client.get("/suche?q=nummer+1")
    address = re.search(r'href="(/suche/aehnlich/[a-z0-9]+)"', page.text)[1]
    answer = client.get(address)
    assert answer.status_code == 200
    assert "Leerstand Nummer" in answer.text
    assert "intern" not in answer.text.split("<main", 1)[1]


def test_what_reads_like_a_hidden_entry_is_not_told(site, client, organisation):
    hidden = CaseFactory(title="Geheim", visibility="organisation", owner_id=organisation.id)
    assert client.get(f"/suche/aehnlich/{hidden.subject.public_id}").status_code == 404
    assert client.get("/suche?massnahme=gibtesnicht").status_code == 200


def test_by_cost_the_cheapest_stands_first_and_what_says_none_is_named_last(app, client):
    for title, cents in (("Teurer Markt", 900_000), ("Markt ohne Preis", None), ("Billiger Markt", 120_050)):
        CaseFactory(title=title, cost_low_cents=cents)
    indexing.rebuild()
    answer = client.get("/suche?q=markt&sortierung=kosten")
    places = [answer.text.index(f"<li>Einmalige Kosten: {words}") for words in ("1.200", "9.000", "ohne Angabe")]
    assert places == sorted(places)
    rows = cells(client.get("/suche.csv?q=markt&sortierung=kosten"))[1:]
    assert [row[0] for row in rows] == ["Billiger Markt", "Teurer Markt", "Markt ohne Preis"]
    assert rows[2][-2] == "Einmalige Kosten: ohne Angabe"


def test_by_inhabitants_the_smallest_town_stands_first(app, client):
    for name, population in (("Groß", 90_000), ("Klein", 4_000)):
        CaseFactory(title=f"Markt in {name}", place_id=PlaceFactory(name=name, population=population).id)
    CaseFactory(title="Markt irgendwo")
    indexing.rebuild()
    rows = cells(client.get("/suche.csv?q=markt&sortierung=einwohner&typ=praxisbeispiele"))[1:]
    assert [row[0] for row in rows] == ["Markt in Klein", "Markt in Groß", "Markt irgendwo"]
