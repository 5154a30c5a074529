"""Questions are searched by what they are about."""

import pytest
from sqlalchemy import select

from app.core import clock
from app.core.transaction import transaction
from app.extensions import db
from app.practices.findable import case_documents
from app.search.marking import mark_bearers
from app.search.models import IndexPending
from app.search.query import parse
from tests.factories.practices import CaseFactory, PracticeFactory
from tests.search.conftest import ids


@pytest.mark.parametrize("question", ["Wo finde ich Beispiele für {}?", "was tun gegen {}", "Wie bekommen wir {}"])
def test_a_question_finds_what_its_telling_words_find(ask, question):
    assert ids(ask(question.format("Ladenleerstand"))) == ids(ask("Ladenleerstand"))


def test_what_a_question_is_made_of_is_searched_when_nothing_else_was_typed():
    assert [word.written for word in parse("Beispiele").words] == ["beispiele"]
    assert [word.written for word in parse("Beispiele finden").words] == ["beispiele", "finden"]


def test_a_phrase_keeps_its_words():
    assert len(parse('"Beispiele finden" Läden').phrases[0]) == 2


def measures_of(case):
    return [text for name, text in case_documents([case.id])[0].texts if name == "measure"]


def test_a_case_is_found_by_the_name_of_its_measure_while_everybody_may_see_that(app):
    measure = PracticeFactory(title="Dachgärten anlegen")
    case = CaseFactory(title="Altmarktgarten", practice_id=measure.id)
    assert measures_of(case) == ["Dachgärten anlegen"]
    with transaction():
        measure.subject.hidden_at = clock.now()
    assert measures_of(case) == [""]
    mark_bearers({"what": "practice", "ids": [measure.id]})
    assert case.id in db.session.scalars(select(IndexPending.subject_id)).all()
