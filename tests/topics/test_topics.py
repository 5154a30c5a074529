"""Topics: made and ordered by staff, given to things by those who write them."""

import pytest

from app.topics import queries, services
from tests.factories.organisations import OrganisationFactory
from tests.factories.practices import TopicFactory


@pytest.fixture
def topics(app):
    for number, title in enumerate(("Leerstand", "Markt", "Verkehr")):
        TopicFactory(title=title, slug=title.lower(), position=number)


def titles():
    return [topic.title for topic in queries.all_topics()]


def test_a_new_topic_stands_last_and_gets_an_address(topics, mona):
    assert services.create_topic("Grün & Wasser", "Bäume, Brunnen.", actor=mona.actor) == "gruen-wasser"
    assert titles() == ["Leerstand", "Markt", "Verkehr", "Grün & Wasser"]


def test_a_name_that_is_taken_is_refused(topics, mona):
    for title in ("leerstand", "!!!"):
        with pytest.raises(services.TopicExists):
            services.create_topic(title, actor=mona.actor)


def test_renaming_keeps_the_address(topics, mona):
    services.change_topic("markt", title="Märkte", description="", in_default_search=True, actor=mona.actor)
    assert queries.find_topic("markt").title == "Märkte"


def test_moving_keeps_all_others_in_order(topics):
    services.move_topic("verkehr", -1)
    assert titles() == ["Leerstand", "Verkehr", "Markt"]
    services.move_topic("leerstand", -1)
    assert titles() == ["Leerstand", "Verkehr", "Markt"]


def test_a_thing_has_exactly_the_topics_it_was_given(topics):
    thing = OrganisationFactory()
    services.set_topics(thing.id, ["markt", "leerstand", "gibt-es-nicht"])
    services.set_topics(thing.id, ["verkehr", "markt"])
    assert [topic.slug for topic in queries.topics_of([thing.id])[thing.id]] == ["markt", "verkehr"]


def test_reading_all_topics_again_asks_nothing(topics, count_sql):
    queries.all_topics()
    with count_sql() as statements:
        queries.all_topics()
    assert len(statements) == 0


def test_the_pages_show_the_topics(client, topics):
    assert "Leerstand" in client.get("/themen/").text
    assert "Markt" in client.get("/themen/markt").text
    assert client.get("/themen/nichts").status_code == 404


def test_staff_makes_changes_and_moves_topics(client, topics, log_in, mona):
    log_in(client, mona)
    assert client.post("/redaktion/themen", data={"title": "Neues"}).status_code == 303
    assert client.post("/redaktion/themen", data={"title": "Neues"}).status_code == 422
    assert client.post("/redaktion/themen/markt", data={"title": "Märkte"}).status_code == 303
    client.post("/redaktion/themen/markt/verschieben", data={"wohin": "hoch"})
    page = client.get("/redaktion/themen").text
    assert page.index(">Märkte<") < page.index(">Leerstand<")


@pytest.mark.parametrize("path", ["/redaktion/themen", "/redaktion/themen/markt"])
def test_nobody_else_finds_the_staff_pages(client, app, topics, log_in, clara, path):
    assert client.get(path).status_code == 303
    log_in(client, clara)
    assert client.get(path).status_code in (403, 404)
