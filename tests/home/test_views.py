import re

from app.core import clock
from tests.factories.organisations import OrganisationFactory
from tests.factories.practices import CaseFactory


def test_the_start_page_says_what_it_is_and_asks_for_town_and_problem(client):
    text = client.get("/").text
    assert "Was hat in anderen Orten funktioniert?" in text
    assert 'name="wie"' in text
    assert 'name="q"' in text


def test_the_start_page_needs_the_same_statements_however_much_there_is(client, count_sql):
    with count_sql() as empty:
        client.get("/")
    for _ in range(20):
        OrganisationFactory(kind="handel")
    with count_sql() as full:
        assert client.get("/").status_code == 200
    assert len(full) == len(empty) <= 5  # with the campaigns that run


def test_the_numbers_leave_out_cases_that_only_stand_in_another_catalogue(client):
    CaseFactory()
    CaseFactory(origin="offene_daten")
    assert "<dt>Praxisbeispiele</dt><dd>1</dd>" in client.get("/").text


def test_hidden_things_are_not_in_the_site_map(client):
    OrganisationFactory(title="Offen", kind="handel")
    OrganisationFactory(title="Verborgen", kind="handel", hidden_at=clock.now())
    OrganisationFactory(title="Erfunden", kind="handel", origin="demo")
    index = client.get("/sitemap.xml")
    (part,) = re.findall(r"<loc>[^<]*(/sitemap-\d+\.xml)</loc>", index.text)
    text = client.get(part).text
    assert "/organisationen/offen" in text
    assert "verborgen" not in text
    assert "erfunden" not in text
    assert client.get("/sitemap-99.xml").status_code == 404


def test_machines_find_what_they_ask_for_at_the_door(client):
    assert "Sitemap:" in client.get("/robots.txt").text
    text = client.get("/.well-known/security.txt").text
    assert "Contact:" in text
    assert "Expires:" in text
