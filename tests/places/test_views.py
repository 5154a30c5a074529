"""The pages of towns, the town field and "Ihre Stadt"."""

import re

import pytest
from werkzeug.datastructures import MultiDict

from app.core import clock
from app.core.forms import BaseForm, required
from app.places.fields import PlaceField
from app.places.queries import by_ags
from app.places.services import end_place
from app.places.your_town import read
from tests.factories.organisations import OrganisationFactory
from tests.factories.places import PlaceFactory
from tests.factories.practices import CaseFactory


@pytest.fixture
def lindenau(app):
    return PlaceFactory(
        name="Lindenau", key="14000001", district="Landkreis Lindental", population=18_000, area_km2=60.0
    )


def test_the_page_of_a_town_shows_its_figures(client, lindenau):
    page = client.get("/orte/14000001").text
    assert "18.000" in page
    assert "300 Einwohner je km²" in page
    assert "Landkreis Lindental" in page
    assert "Destatis" in page


@pytest.mark.parametrize(
    ("suffix", "kind", "said", "own"),
    [
        ("Stadt", "Kreisfreie Stadt", ["kreisfreie Stadt", "Sachsen"], "kreisfreie Stadt"),
        ("", "Kreisfreie Stadt", ["kreisfreie Stadt", "Sachsen"], "kreisfreie Stadt"),
        ("Hansestadt", "Kreisfreie Stadt", ["Hansestadt", "kreisfreie Stadt", "Sachsen"], "kreisfreie Stadt"),
        ("Stadt", "Stadtkreis", ["Stadtkreis", "Sachsen"], "Stadtkreis"),
    ],
)
def test_a_city_of_its_own_says_so_once(client, suffix, kind, said, own):
    PlaceFactory(name="Lindenau", key="14000003", suffix=suffix, type=kind, district="kreisfreie Stadt")
    page = client.get("/orte/14000003").text
    assert re.findall(r"<li>(.*?)</li>", page.split('class="page-head__meta">')[1].split("</ul>")[0]) == said
    assert "<dt>Kreis</dt>" not in page
    assert f"{own}, Sachsen" in client.get("/orte/?q=Lindenau").text
    assert client.get("/orte/vorschlaege?q=Linden").json[0]["hint"] == f"{own}, Sachsen, 18.000 Einwohner"


def test_unknown_figures_read_as_unknown(client):
    PlaceFactory(key="14000002", population=None, area_km2=None)
    page = client.get("/orte/14000002").text
    assert "ohne Angabe" in page
    assert "Ohne sie vergleichen wir nicht" in page


def test_similar_towns_say_which_figures_made_the_match(client, lindenau):
    PlaceFactory(name="Birkenau", key="14000002", population=17_000, area_km2=60.0)
    page = client.get("/orte/14000001").text
    assert "Birkenau" in page
    assert "etwa gleich groß, gleiches Land, ähnlich dicht besiedelt" in page


def test_an_unknown_key_is_not_found(client, lindenau):
    for key in ("99999999", "abc", "1400000"):
        assert client.get(f"/orte/{key}").status_code == 404


def test_a_dissolved_town_leads_to_the_one_it_belongs_to_now(app, client, lindenau):
    PlaceFactory(name="Altdorf", key="14000009")
    end_place("14000009", on=clock.today(), successor_key="14000001")
    assert "Zur Seite von Lindenau" in client.get("/orte/14000009").text
    assert client.get("/orte/vorschlaege?q=Altdorf").json == []


def test_the_list_is_searched_filtered_and_paged(client, lindenau):
    PlaceFactory(name="Zwiesel", key="09000001")
    for number in range(60):
        PlaceFactory(name=f"Adorf {number:02d}", key=f"150000{number:02d}")
    assert "Zwiesel" in client.get("/orte/?q=zwies").text
    assert "Lindenau" not in client.get("/orte/?land=BY").text
    assert "Zwiesel" in client.get("/orte/?buchstabe=Z").text
    assert "Lindenau" not in client.get("/orte/").text
    assert "Zwiesel" in client.get("/orte/?seite=2").text
    assert "nicht gefunden" in client.get("/orte/?q=Xyz").text
    assert client.get("/orte/?seite=abc").status_code == 404


def test_lists_and_pages_take_the_same_few_statements_however_many_towns(client, lindenau, count_sql):
    counts = []
    town = by_ags("14000001")
    for number in range(2):
        with count_sql() as listed:
            client.get("/orte/")
        with count_sql() as shown:
            client.get("/orte/14000001")
        counts.append((len(listed), len(shown)))
        for more in range(20):
            PlaceFactory(key=f"145{number}{more:04d}", population=18_000)
            OrganisationFactory(title=f"Verein {number} {more}", place_id=town.id)
            CaseFactory(place_id=town.id)
    assert counts[0] == counts[1]
    assert counts[0][0] <= 2
    assert counts[0][1] <= 7, "the town, its like, and what organisations, practices, shops and campaigns lend"


def test_suggestions_are_json_the_field_understands(client, lindenau):
    assert client.get("/orte/vorschlaege?q=lin").json == [
        {
            "value": "14000001",
            "label": "Lindenau, Landkreis Lindental",
            "hint": "Stadt, Landkreis Lindental, Sachsen, 18.000 Einwohner",
            "url": "/orte/14000001",
        }
    ]


class Form(BaseForm):
    place = PlaceField("Ort", [required()])


def filled(app, **values):
    with app.test_request_context(method="POST"):
        form = Form(MultiDict(values), meta={"csrf": False})
        return form.validate(), form.place


def test_a_form_takes_a_name_that_is_clear(app, lindenau):
    valid, field = filled(app, place="lindenau")
    assert valid
    assert field.town.key == "14000001"


def test_a_form_offers_the_towns_a_name_can_mean_and_takes_the_chosen_one(app, lindenau):
    PlaceFactory(name="Lindenau", key="15000001", district="Landkreis Anderswo")
    valid, field = filled(app, place="Lindenau")
    assert not valid
    assert {town.key for town in field.choices} == {"14000001", "15000001"}
    valid, field = filled(app, place="Lindenau", place_key="15000001")
    assert valid
    assert field.town.district == "Landkreis Anderswo"


def test_a_form_says_so_when_it_does_not_know_a_town(app, lindenau):
    valid, field = filled(app, place="Atlantis", place_key="77777777")
    assert not valid
    assert "kennen wir nicht" in field.errors[0]


def test_your_town_comes_from_the_address(app, lindenau):
    assert read({"wie": "14000001"}).town.name == "Lindenau"
    assert read({"ort": "lindenau", "wie": ""}).key == "14000001"
    assert read({"ort": "Atlantis"}).problem
    assert read({"wie": "kaputt"}).problem
    assert read({}).town is None


def test_a_page_says_how_a_town_compares_to_yours(client, lindenau):
    PlaceFactory(name="Birkenau", key="14000002", population=9_000, area_km2=60.0)
    page = client.get("/orte/14000002?wie=14000001").text
    assert "Im Vergleich zu Ihrer Stadt Lindenau: halb so groß, gleiches Land, dünner besiedelt." in page
    assert "Im Vergleich" not in client.get("/orte/14000001?wie=14000001").text


def test_the_list_leaves_as_a_file_with_its_filters(client, lindenau):
    PlaceFactory(name="Zwiesel", key="09000001", population=None)
    lines = client.get("/orte/liste.csv").text.splitlines()
    assert lines[1] == "14000001;Lindenau;;Stadt;Landkreis Lindental;Sachsen;18000;60,0;;mitglied"
    assert ";Bayern;;60,0;" in lines[2], "unknown stays empty"
    assert [row["Name"] for row in client.get("/orte/liste.json?land=BY").json] == ["Zwiesel"]
