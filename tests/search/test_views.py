"""The results page as visitors and members meet it."""

import json
import re
import shutil
from html import unescape
from xml.etree import ElementTree

import pytest

from app.core.events import SubjectRemoved
from app.core.subjects import subject_types
from app.core.transaction import touch, transaction
from app.search import indexing, marking
from app.search.parameters import kinds
from tests.factories.organisations import OrganisationFactory
from tests.factories.places import PlaceFactory
from tests.factories.practices import CaseFactory, PracticeFactory, TopicFactory


@pytest.fixture
def site(app, organisation):
    """Towns, topics, two measures and five cases, indexed."""
    vacancy, tech = TopicFactory(slug="leerstand"), TopicFactory(slug="civic-tech", in_default_search=False)
    small = PlaceFactory(name="Kleinau", key="05999001", state_key="05", population=9_500, area_km2=40.0)
    middle = PlaceFactory(name="Mittelau", key="05999002", state_key="05", population=17_000, area_km2=60.0)
    large = PlaceFactory(name="Großau", key="09999003", state_key="09", population=250_000, area_km2=200.0)
    PracticeFactory(title="Leerstandsmanagement", topics=[vacancy])
    PracticeFactory(title="Wochenmarkt am Abend", problem_md="Der Platz ist still.", idea_md="Stände bis acht.")
    CaseFactory(title="Leerstand in Kleinau", place_id=small.id, cost=(1_200_000, 1_500_000), topics=[vacancy])
    CaseFactory(title="Leerstand in Mittelau", place_id=middle.id, topics=[vacancy], owner_id=organisation.id)
    CaseFactory(title="Leerstand in Großau", place_id=large.id, cost=(9_000_000, 9_900_000), topics=[vacancy])
    CaseFactory(title="Leerstandskarte als App", topics=[tech])
    CaseFactory(title="Leerstand intern", visibility="organisation", owner_id=organisation.id)
    CaseFactory(title="Leerstand für Mitglieder", visibility="members", owner_id=organisation.id)
    CaseFactory(title="Leerstand im Entwurf", state="draft")
    indexing.rebuild()
    return app


def titles(answer) -> list[str]:
    found = re.findall(r'class="card__title"><a [^>]*>(.*?)</a>', answer.text, re.S)
    return [unescape(re.sub("<[^>]+>", "", title)) for title in found]


def count(answer) -> str:
    return re.search(r'list-head__count">(.*?)<', answer.text)[1]


def test_it_finds_and_marks_parts_of_words(site, client):
    answer = client.get("/suche?q=leerstand")
    assert answer.status_code == 200
    assert "<mark>Leerstand</mark>smanagement" in answer.text
    assert set(titles(answer)) == {
        "Leerstandsmanagement", "Leerstand in Kleinau", "Leerstand in Mittelau", "Leerstand in Großau",
    }  # fmt: skip
    assert count(answer) == "4 Treffer"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("typ=praxisbeispiele", {"Leerstand in Kleinau", "Leerstand in Mittelau", "Leerstand in Großau"}),
        ("typ=massnahmen", {"Leerstandsmanagement"}),
        ("typ=praxisbeispiel&land=NW", {"Leerstand in Kleinau", "Leerstand in Mittelau"}),
        ("groesse=5000-20000", {"Leerstand in Kleinau", "Leerstand in Mittelau"}),
        ("kosten_bis=20.000+€", {"Leerstand in Kleinau"}),
        ("wie=05999002", {"Leerstand in Kleinau", "Leerstand in Mittelau"}),
        ("thema=civic-tech", {"Leerstandskarte als App"}),
    ],
)
def test_filters_narrow(site, client, query, expected):
    assert set(titles(client.get(f"/suche?q=leerstand&{query}"))) == expected


def test_what_lacks_the_figure_is_offered_and_comes_on_request(site, client):
    answer = client.get("/suche?q=leerstand&kosten_bis=20000&typ=praxisbeispiele")
    assert "+ 1 ohne Angabe auch zeigen" in answer.text
    more = client.get("/suche?q=leerstand&kosten_bis=20000&typ=praxisbeispiele&auch_ohne_angabe=1")
    assert set(titles(more)) == {"Leerstand in Kleinau", "Leerstand in Mittelau"}
    assert count(more) == "2 Treffer"


def test_every_case_says_how_its_town_compares(site, client):
    answer = client.get("/suche?q=leerstand&wie=05999002")
    assert "Verglichen mit Mittelau: halb so groß, gleiches Land" in answer.text


def test_only_readers_find_count_and_get_suggestions(site, client, anna, clara, log_in):
    member, owner = site.test_client(), site.test_client()
    log_in(member, clara)
    log_in(owner, anna)
    assert count(client.get("/suche?q=leerstand")) == "4 Treffer"
    assert count(member.get("/suche?q=leerstand")) == "5 Treffer"
    assert count(owner.get("/suche?q=leerstand")) == "6 Treffer"
    for who, seen in ((client, False), (member, False), (owner, True)):
        suggested = [entry["label"] for entry in who.get("/suche/vorschlaege?q=leerstand+int").json]
        assert ("Leerstand intern" in suggested) is seen
        assert ("Leerstand intern" in who.get("/suche.atom?q=intern").text) is False


def test_what_was_hidden_a_moment_ago_is_not_shown(site, client):
    case = CaseFactory(title="Leerstand peinlich")
    marking.mark([case.id])
    indexing.index_pending()
    with transaction(case):
        case.subject.hidden_at = case.subject.changed_at
    assert "Leerstand peinlich" not in titles(client.get("/suche?q=peinlich"))
    assert not any(entry["url"] for entry in client.get("/suche/vorschlaege?q=leerstand+pein").json)


def test_a_text_that_changed_shows_no_old_extract(site, client):
    case = CaseFactory(title="Altes Kino", happened_md="Herr Geheimrat war dagegen.")
    marking.mark([case.id])
    indexing.index_pending()
    assert "<mark>Geheimrat</mark>" in client.get("/suche?q=geheimrat").text
    with transaction(case):
        touch(case.subject)
    assert "Geheimrat war" not in client.get("/suche?q=geheimrat").text


def test_it_says_what_was_meant_and_shows_what_that_finds(site, client):
    answer = client.get("/suche?q=Lerstandsmanagement")
    assert 'Meinten Sie <a href="/suche?q=Leerstandsmanagement">' in answer.text
    assert "Leerstandsmanagement" in titles(answer)[0]
    assert "Dazu haben wir noch nichts" in client.get("/suche?q=Quastenflosser").text


def test_paging_keeps_filters_and_ends_with_a_404(site, client):
    for number in range(25):
        CaseFactory(title=f"Markthalle {number}")
    indexing.rebuild()
    first, second = client.get("/suche?q=markthalle"), client.get("/suche?q=markthalle&seite=2")
    assert (len(titles(first)), len(titles(second))) == (20, 5)
    assert not set(titles(first)) & set(titles(second))
    assert client.get("/suche?q=markthalle&seite=3").status_code == 404


@pytest.mark.parametrize("page", ["0", "-1", "x", "1.5", "9999999", "²"])
def test_a_page_that_is_none_is_not_found(site, client, page):
    assert client.get("/suche", query_string={"q": "leerstand", "seite": page}).status_code == 404


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("thema=gibtsnicht", "Den Wert „gibtsnicht“ gibt es bei „Thema“ nicht"),
        ("kosten_bis=viel", "Die Kosten geben Sie bitte als ganze Zahl in Euro an"),
        ("kosten_bis=-5", "Die Kosten geben Sie bitte"),
        ("kosten_bis=99999999999999999999", "Die Kosten geben Sie bitte"),
        ("sortierung=preis", "Sortiert werden kann nach Relevanz, Datum, Kosten oder Einwohnern"),
        ("wie=00000000", "Diesen Gemeindeschlüssel kennen wir nicht"),
        ("q=der+die+das", "nur Wörter, die überall vorkommen"),
        ("q=" + "x" * 3000, "sehr lang"),
        ("&".join(f"thema=t{n}" for n in range(200)), "mehr als 40 Werte"),
    ],
)
def test_wrong_parts_of_an_address_are_named(site, client, query, sentence):
    answer = client.get(f"/suche?{query}")
    assert answer.status_code == 200
    assert sentence in unescape(answer.text)


@pytest.mark.parametrize("text", ["<script>", '"offen', "-", "(((", "\u202eabc", "🏪", "%00", "*", "a" * 9999, "\x00"])
def test_anything_typed_is_answered(site, client, text):
    answer = client.get("/suche", query_string={"q": text})
    assert answer.status_code == 200
    assert "<script>" not in answer.text.split("<main", 1)[1]


def test_without_a_question_the_newest_stand_first_and_no_towns(site, client):
    answer = client.get("/suche")
    assert "Wochenmarkt am Abend" in titles(answer)
    assert "Kleinau" not in titles(answer)
    assert "Kleinau" in titles(client.get("/suche?q=kleinau"))


def test_the_number_of_statements_stays_the_same(site, client, count_sql):
    def statements(address: str) -> int:
        with count_sql() as seen:
            assert client.get(address).status_code == 200
        return len(seen)

    client.get("/suche?q=leerstand")
    few = statements("/suche?q=leerstand&wie=05999002")
    for number in range(30):
        CaseFactory(title=f"Leerstand {number}", owner_id=OrganisationFactory().id, place_id=PlaceFactory().id)
    indexing.rebuild()
    client.get("/suche?q=leerstand")
    assert statements("/suche?q=leerstand&wie=05999002") == few <= 3


def test_the_feed_follows_the_search(site, client):
    answer = client.get("/suche.atom?q=leerstand&typ=praxisbeispiele")
    assert answer.content_type.startswith("application/atom+xml")
    feed = ElementTree.fromstring(answer.data)
    assert len(feed.findall("{http://www.w3.org/2005/Atom}entry")) == 3


def test_the_command_gives_the_same_answer_as_the_page(site, client):
    answer = site.test_cli_runner().invoke(args=["search", "query", "leerstand", "--json"])
    found = json.loads(answer.output)
    page = client.get("/suche?q=leerstand")
    assert [hit["title"] for hit in found["hits"]] == titles(page)
    assert f"{found['total']} Treffer" == count(page)
    assert set(found["hits"][0]) == {"title", "kind", "url", "score"}


def test_the_command_line_compares_both_engines(site):
    answer = site.test_cli_runner().invoke(args=["search", "compare", "leerstand"])
    assert answer.exit_code == 0
    assert "tantivy" in answer.output
    assert "whoosh" in answer.output
    assert "  1 = " in answer.output


def test_while_there_is_no_index_titles_are_found_and_the_page_says_so(site, client, run_jobs):
    shutil.rmtree(site.config["SETTINGS"].instance_path / "search")
    answer = client.get("/suche?q=Leerstandsmanagement")
    assert titles(answer) == ["Leerstandsmanagement"]
    assert "Die Suche wird gerade neu aufgebaut" in answer.text
    assert "Leerstand intern" not in client.get("/suche?q=leerstand").text
    assert "Leerstand in Kleinau" in client.get("/suche.atom?q=leerstand").text
    assert client.get("/suche.atom?q=leerstand&land=NW").status_code == 503
    assert client.get("/suche/vorschlaege?q=leer").json == []
    assert client.get("/readyz").json["parts"]["search"]["ok"] is False
    run_jobs()
    assert "neu aufgebaut" not in client.get("/suche?q=leerstand").text


def test_similar_entries_are_of_the_same_kind_and_open(site):
    from_ports = site.extensions["ortskern_ports"]
    case = CaseFactory(title="Leerstand und Zwischennutzung")
    marking.mark([case.id])
    indexing.index_pending()
    alike = from_ports["similar"](case.id, 5)
    assert alike
    assert case.id not in alike
    assert from_ports["find"]("Wochenmarkt", "practice", 3)


def test_withdrawn_entries_leave_every_answer(site, client):
    case = CaseFactory(title="Leerstand vorbei")
    marking.mark([case.id])
    indexing.index_pending()
    with transaction(case) as tx:
        case.subject.state = "withdrawn"
        tx.publish(SubjectRemoved(kind="case_study", id=case.id))
    indexing.index_pending()
    assert titles(client.get("/suche?q=vorbei")) == []


def test_towns_come_when_they_are_named(site, client):
    for name in ("Neustadt (Hessen)", "Neustadt an der Weinstraße", "Markt Wald"):
        PlaceFactory(name=name, title=name)
    indexing.rebuild()
    assert {"Neustadt (Hessen)", "Neustadt an der Weinstraße"} <= set(titles(client.get("/suche?q=Neustadt")))
    assert "Markt Wald" not in titles(client.get("/suche?q=Markt"))
    assert "Markt Wald" in titles(client.get("/suche?q=Markt&typ=orte"))
    assert "Markt Wald" in titles(client.get("/suche?q=markt+wald"))


def test_what_only_its_topic_or_town_explains_says_so(site, client):
    topic = TopicFactory(slug="gruen", title="Grün und Klima")
    place = PlaceFactory(name="Wiesenau")
    CaseFactory(title="Bäume vor dem Rathaus", topics=[topic], place_id=place.id)
    indexing.rebuild()
    assert "Gefunden in: Thema Grün und <mark>Klima</mark>" in client.get("/suche?q=klima").text
    assert "Gefunden in: Ort <mark>Wiesenau</mark>" in client.get("/suche?q=wiesenau&typ=praxisbeispiele").text


def test_every_kind_has_a_name_of_its_own_in_addresses_and_knowledge_stands_first(app):
    named = [kind.kind for kind in subject_types().values() if kind.documents is not None]
    assert sorted(kind.kind for kind in kinds().values()) == sorted(named)
    assert list(kinds())[:4] == ["praxisbeispiele", "massnahmen", "webtalks", "rueckblick"]
