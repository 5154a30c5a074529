"""What is hidden, withdrawn or made private is gone with its commit: before the indexer has come by."""

import pytest

from app.core import clock
from app.core.actors import GUEST
from app.core.events import SubjectChanged, SubjectRemoved
from app.core.subjects import Subject
from app.core.transaction import touch, transaction
from app.extensions import db
from app.search import indexing, ports
from app.search.service import readers_of
from tests.factories.practices import PracticeFactory

PAGES = ("/suche?q=Zauberwald", "/suche?q=Zauberwlad", "/suche/vorschlaege?q=zaub", "/suche.atom?q=Zauberwald")


@pytest.fixture(params=["tantivy", "whoosh"])
def client(make_app, request):
    app = make_app(search_engine=request.param)
    with app.app_context():
        client = app.test_client()
        client.entries = [PracticeFactory(title=title) for title in ("Zauberwald", "Lichterfest", "Lichterzug")]
        indexing.rebuild()
        yield client


def hide(subject):
    subject.hidden_at = clock.now()


def withdraw(subject):
    subject.state = "withdrawn"


def make_private(subject):
    subject.visibility = "organisation"


@pytest.mark.parametrize("change", [hide, withdraw, make_private])
def test_nothing_speaks_of_it_any_more(client, change):
    entry = client.entries[0]
    assert all("Zauberwald" in client.get(path).text for path in PAGES)
    with transaction(entry) as tx:
        change(entry.subject)
        touch(entry.subject)
        tx.publish(SubjectRemoved(kind="practice", id=entry.id))
    gone = client.get("/suche?q=Zauberwald").text
    assert 'class="card__title"' not in gone
    assert not any("Zauberwald" in client.get(path).text.replace("q=Zauberwald", "") for path in PAGES[1:3])
    assert "<entry>" not in client.get(PAGES[3]).text
    assert ports.find("Zauberwald", "practice", 5) == []


def test_a_deleted_entry_is_gone_too(client):
    entry = client.entries[1]
    number = entry.id
    assert number in ports.similar(client.entries[2].id, 5)
    with transaction() as tx:
        db.session.delete(entry)
        db.session.delete(db.session.get_one(Subject, number))
        tx.publish(SubjectRemoved(kind="practice", id=number))
    assert number not in ports.similar(client.entries[2].id, 5)


def test_an_ordinary_change_takes_nothing_out(client):
    entry = client.entries[0]
    with transaction(entry) as tx:
        touch(entry.subject)
        tx.publish(SubjectChanged(kind="practice", id=entry.id))
    assert readers_of(GUEST) == ("public",)
    assert "Zauberwald" in client.get("/suche/vorschlaege?q=zaub").text
