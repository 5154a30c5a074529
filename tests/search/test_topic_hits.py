"""Topics are found by name: one line above the hits, and never instead of one."""

import pytest

from app.search import indexing
from tests.factories.practices import CaseFactory, TopicFactory


@pytest.fixture
def market(app):
    topic = TopicFactory(slug="markt", title="Wochenmarkt und Märkte", description="Alles rund um den Stand.")
    CaseFactory(title="Wochenmarkt am Abend", topics=[topic])
    indexing.rebuild()
    return topic


@pytest.mark.parametrize("typed", ["Wochenmarkt", "wochenmaerkte", "Märkte Wochenmarkt", "Gemüsemarkt"])
def test_the_name_of_a_topic_leads_to_its_page(market, client, typed):
    answer = client.get("/suche", query_string={"q": typed})
    assert 'href="/themen/markt"' in answer.text
    assert answer.text.index("Alles rund um den Stand.") < answer.text.index("Wochenmarkt am Abend")


@pytest.mark.parametrize(
    "query", ["q=Wochenmarkt+Abend", "q=Wochenmarkt&thema=markt", "q=am", "q=", "q=%22Wochenmarkt%22"]
)
def test_a_topic_that_was_not_named_stays_away(market, client, query):
    assert "Alles rund um den Stand." not in client.get(f"/suche?{query}").text


def test_a_topic_stands_in_no_count_and_among_the_suggestions(market, client):
    assert 'list-head__count">1 Treffer<' in client.get("/suche?q=Wochenmarkt").text
    assert client.get("/suche/vorschlaege?q=mark").json[0]["url"] == "/themen/markt"
    assert client.get("/suche/vorschlaege?q=xyz").json == []
