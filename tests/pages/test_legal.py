import pytest

from app.pages import legal
from tests.factories.accounts import GrantFactory


@pytest.fixture
def otto(clara):
    GrantFactory(user_id=clara.user_id, role="admin", scope_id=None)
    return clara


@pytest.mark.parametrize("slug", legal.TITLES)
def test_every_page_is_there_before_the_operator_has_written_one(client, slug):
    answer = client.get(f"/{slug}")
    assert answer.status_code == 200
    assert legal.TITLES[slug] in answer.text


def test_gaps_are_marked(client):
    assert "[BITTE ERGÄNZEN" in client.get("/impressum").text


@pytest.mark.parametrize("path", [*(f"/{slug}" for slug in legal.TITLES), "/datenquellen", "/meldung"])
def test_they_are_one_click_away_from_everywhere(client, path):
    assert f'href="{path}"' in client.get("/muster").text


def test_the_operator_writes_a_version_and_the_former_stays(client, otto, log_in):
    log_in(client, otto)
    data = {"title": "Impressum", "text": "Stadtmarketing **Lindenau**", "version": "0"}
    assert client.post("/redaktion/seiten/impressum", data=data).status_code == 303
    assert "<strong>Lindenau</strong>" in client.get("/impressum").text
    assert "[BITTE ERGÄNZEN" in client.get("/redaktion/seiten/impressum/0").text


def test_two_people_editing_lose_nothing(client, otto, log_in):
    log_in(client, otto)
    data = {"title": "Impressum", "text": "Erste Fassung", "version": "0"}
    client.post("/redaktion/seiten/impressum", data=data)
    second = client.post("/redaktion/seiten/impressum", data={**data, "text": "Zweite Fassung"})
    assert second.status_code == 409
    assert "Erste Fassung" in second.text
    assert "Zweite Fassung" in second.text
    assert "Erste Fassung" in client.get("/impressum").text


def test_members_do_not_see_the_desk(client, anna, log_in):
    assert log_in(client, anna).get("/redaktion/seiten/").status_code == 404


def test_sources_name_licence_and_attribution(client):
    text = client.get("/datenquellen").text
    assert "Statistisches Bundesamt (Destatis)" in text
    assert "dl-de/by-2-0" in text
    assert "OpenStreetMap-Mitwirkende" in text
