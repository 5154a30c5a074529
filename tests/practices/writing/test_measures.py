import pytest
from sqlalchemy import select

from app.extensions import db
from app.practices.kinds import PRACTICE
from app.practices.models import Practice, PracticeLink
from app.practices.writing.differences import label_of
from app.practices.writing.publishing import publish, read_text
from app.practices.writing.retyping import published_data
from tests.factories.practices import PracticeFactory, PracticeLinkFactory
from tests.practices.writing.conftest import desk_of


@pytest.fixture
def others(app) -> list[Practice]:
    return [PracticeFactory(title=title) for title in ("Zwischennutzung", "Ladenbörse", "Zwischenbilanz")]


def related_of(subject) -> list[int]:
    query = select(PracticeLink.related_id).where(PracticeLink.practice_id == subject.id)
    return list(db.session.scalars(query.order_by(PracticeLink.position)))


def test_related_measures_and_ratings_are_published_in_their_order(begin, anna, others, client):
    names = {"related_0": "Ladenbörse", "related_3": "zwischennutzung", "related_4": "Ladenbörse"}
    subject = begin(anna, PRACTICE, rating_effect="2.5", rating_effort="0.0", **names)
    publish(subject, desk_of(subject).data, actor=anna.actor)
    assert related_of(subject) == [others[1].id, others[0].id]
    practice = db.session.get_one(Practice, subject.id)
    assert (practice.rating_effect, practice.rating_effort) == (2.5, 0.0)
    page = client.get(subject.address).text
    assert "2,5 von 3" in page
    assert "Eigene Einschätzung" in page
    publish(subject, {**desk_of(subject).data, "related_0": "", "related_4": "", "rating_effort": ""}, actor=anna.actor)
    assert related_of(subject) == [others[0].id]
    assert db.session.get_one(Practice, subject.id).rating_effort is None


def test_what_was_imported_can_be_edited_without_losing_it(others):
    first, second, third = others
    for at, one in enumerate((third, second)):
        PracticeLinkFactory(practice_id=first.id, related_id=one.id, position=at)
    first.rating_effect, first.rating_effort = 1.5, 3.0
    typed = published_data(first.subject)
    assert (typed["related_0"], typed["related_1"]) == ("Zwischenbilanz", "Ladenbörse")
    text, notes = read_text(typed, first.subject)
    assert notes == []
    assert text.ratings == {"rating_effect": 1.5, "rating_effort": 3.0}
    assert [number for number, _ in text.related] == [third.id, second.id]


def test_an_unknown_title_is_answered_with_those_it_may_mean(begin, anna, others, client, log_in):
    subject = begin(anna, PRACTICE)
    log_in(client, anna)
    address = f"{desk_of(subject).url}aehnliche"
    answer = client.post(address, data={"related_0": "zwischen", "related_1": "Ladenbörse"})
    assert answer.status_code == 422
    assert "Meinten Sie „Zwischenbilanz“ oder „Zwischennutzung“?" in answer.text
    assert desk_of(subject).data["related_1"] == "Ladenbörse"
    assert client.post(address, data={"related_0": "Zwischennutzung"}).status_code == 303


def test_a_measure_is_not_related_to_itself(begin, anna):
    subject = begin(anna, PRACTICE)
    publish(subject, desk_of(subject).data, actor=anna.actor)
    found = read_text({**desk_of(subject).data, "related_0": "Leerstandsmelder"}, subject)[1]
    assert [(note.field, note.sentence[:22]) for note in found] == [("related_0", "Das ist diese Maßnahme")]


def test_versions_call_the_fields_by_their_names():
    assert label_of("related_1") == "Ähnliche Maßnahme 2"
    assert label_of("rating_effort") == "Wie groß ist der Aufwand?"
