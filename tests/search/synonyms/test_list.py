"""The staff's word list: in use at once, previewed, in and out as a file, and right by itself."""

import csv
from html import unescape

import pytest
from sqlalchemy import delete, func, select

from app.core.audit import AuditEntry
from app.core.transaction import transaction
from app.extensions import db
from app.search import indexing
from app.search.synonyms import queries, services, tables
from app.search.synonyms.models import SynonymEntry
from app.search.synonyms.services import Values
from app.search.synonyms.thesaurus import stems_of
from tests.factories.practices import PracticeFactory


@pytest.fixture
def site(app):
    """Three measures, and a list without lines."""
    with transaction():
        db.session.execute(delete(SynonymEntry))
    for title in ("Ein Ortskern voller Leben", "Mit Bus und Bahn zum Markt", "Kneipe am Eck"):
        PracticeFactory(title=title, problem_md="Früher war es still.", idea_md="Man half sich.")
    indexing.rebuild()
    return app


@pytest.fixture
def staff(site, mona, log_in):
    return log_in(site.test_client(), mona)


def finds(client, text: str) -> bool:
    return "Ein Ortskern voller Leben" in text_of(client.get("/suche", query_string={"q": text}))


def text_of(answer) -> str:
    return unescape(answer.text).replace("<mark>", "").replace("</mark>", "")


def add(staff, terms: str, **values: str):
    return staff.post("/redaktion/suchwoerter/neu", data={"terms": terms, "is_active": "1", **values})


def test_a_line_is_in_use_with_the_next_search_and_gone_with_the_next(site, staff, client):
    assert not finds(client, "City")
    assert add(staff, "City\nOrtskern").status_code == 303
    assert finds(client, "City")
    number = db.session.scalar(select(SynonymEntry.id))
    staff.post(f"/redaktion/suchwoerter/{number}", data={"terms": "City\nOrtskern"})
    assert not finds(client, "City")
    staff.post(f"/redaktion/suchwoerter/{number}/loeschen")
    assert db.session.scalar(select(func.count(SynonymEntry.id))) == 0
    actions = list(db.session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)))
    assert actions == ["search_words.added", "search_words.changed", "search_words.deleted"]


def test_the_preview_shows_hits_before_and_after_and_saves_nothing(site, staff, client):
    answer = add(staff, "Öffis\nBus und Bahn", was="vorschau")
    assert "<strong>0</strong> Treffer bisher, <strong>1</strong> mit dieser Zeile" in answer.text
    assert "Mit Bus und Bahn zum Markt" in answer.text
    assert "neu unter den ersten zehn" in answer.text
    assert db.session.scalar(select(func.count(SynonymEntry.id))) == 0


@pytest.mark.parametrize(
    ("terms", "sentence"),
    [
        ("", "Bitte nennen Sie mindestens einen Begriff"),
        ("City", "braucht mindestens zwei Begriffe"),
        ("City\nder die das", "nur aus Wörtern, nach denen nicht gesucht wird"),
        ("City\n" + "x" * 81, "länger als 80 Zeichen"),
        ("\n".join(f"wort{n}" for n in range(30)), "höchstens 25 Begriffe"),
        ("Kneipe\nBar", "beginnt schon eine andere Zeile"),
    ],
)
def test_what_can_be_no_line_is_said_at_the_field(site, staff, terms, sentence):
    add(staff, "kneipe\nSchänke")
    answer = add(staff, terms)
    assert answer.status_code == 422
    assert sentence in unescape(answer.text)


def test_a_file_is_tried_first_and_can_be_taken_in_again(site, staff, mona):
    text = "bereich;begriffe;engere;herkunft;aktiv\nOrt;City | Ortskern;;;ja\nOrt;nur einer;;;\nOrt;City | Zentrum;;;\n"
    trial = staff.post("/redaktion/suchwoerter/einspielen", data={"text": text})
    assert "1 neu, 0 geändert, 0 unverändert, 2 Fehler" in trial.text
    assert "„City“ steht schon in Zeile 2" in trial.text
    assert db.session.scalar(select(func.count(SynonymEntry.id))) == 0
    assert staff.post("/redaktion/suchwoerter/einspielen", data={"text": text, "was": "uebernehmen"}).status_code == 303
    assert tables.run_import(text, dry_run=True, actor=mona.actor)[0].what == tables.SAME
    assert "Die erste Zeile muss die Spalten nennen" in staff.post(
        "/redaktion/suchwoerter/einspielen", data={"text": "a;b\n1;2"}
    ).text  # fmt: skip


def test_the_exported_file_is_taken_back_unchanged(site, staff, mona):
    services.save_entry(None, Values(("-15 %", "Rabatt"), ("Nachlass",), "Handel", is_active=False), actor=mona.actor)
    text = staff.get("/redaktion/suchwoerter/suchwoerter.csv").text
    assert "'-15 % | Rabatt" in text
    outcomes = tables.run_import(text, dry_run=True, actor=mona.actor)
    assert [one.what for one in outcomes] == [tables.SAME]


def test_a_search_asks_for_the_list_only_after_somebody_wrote(site, count_sql):
    queries.thesaurus()
    services.save_entry(None, Values(("City", "Ortskern")), actor=site_actor())
    assert queries.thesaurus().ways
    with site.test_request_context("/suche"):
        queries.thesaurus()
        with count_sql() as statements:
            queries.thesaurus()
    assert statements == []


def site_actor():
    return type("Nobody", (), {"id": None})()


def test_the_shipped_list_is_there_after_the_first_start(app, mona):
    """Every line can be edited as it stands, no term means two things, and nothing differs from the file."""
    outcomes = tables.run_import(tables.SHIPPED.read_text("utf-8"), dry_run=True, actor=mona.actor)
    assert len(outcomes) >= 300
    assert [one for one in outcomes if one.what != tables.SAME] == []
    heads: dict[tuple[str, ...], str] = {}
    for entry in queries.synonyms():
        for term in entry.terms:
            assert heads.setdefault(stems_of(term), entry.terms[0]) == entry.terms[0], term
    with tables.SHIPPED.open(encoding="utf-8") as file:
        assert all(line["herkunft"] and line["bereich"] for line in csv.DictReader(file, delimiter=";"))


def test_the_list_says_what_officials_say_differently(app):
    ways = queries.thesaurus().ways
    for typed, found in (("City", "Ortskern"), ("Leerstand", "leerstehende Ladenlokale"), ("ÖPNV", "Bus und Bahn"),
                         ("Bus und Bahn", "ÖPNV"), ("Zwischennutzung", "Pop-up-Store")):  # fmt: skip
        assert stems_of(found) in ways[stems_of(typed)], typed
    assert stems_of("Gastronomie") not in ways[stems_of("Restaurant")]


def test_what_the_list_knows_is_no_slip(site, staff, client):
    assert "Meinten Sie" in client.get("/suche?q=Kneipxe").text
    add(staff, "Kneipxe\nOrtskern")
    answer = client.get("/suche?q=Kneipxe")
    assert "Ein Ortskern voller Leben" in text_of(answer)
    assert "Meinten Sie" not in answer.text
    assert "Ähnliche Schreibweise" not in answer.text
