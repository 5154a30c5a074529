"""Questions in a talk: who may ask, what the others see, what the host makes of it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app.core import clock
from app.core.events import PersonRemoved
from app.core.personal_data import export_of
from app.core.transaction import transaction
from app.extensions import db
from app.webtalks import links
from app.webtalks.live import services
from app.webtalks.live.forgetting import forget_names
from app.webtalks.live.models import Question, QuestionVote
from app.webtalks.live.takers import Taker
from app.webtalks.models import Registration, Speaker
from tests.factories.webtalks import RegistrationFactory, WebtalkFactory

ASKED = "Wer zahlt das?"


@pytest.fixture
def talk(anna, clara):
    """Anna leads it, Clara has a seat."""
    talk = WebtalkFactory(title="Leere Läden", hosts=[anna])
    RegistrationFactory(webtalk_id=talk.id, user_id=clara.user_id)
    return talk


def page(talk, part="") -> str:
    return f"/webtalks/{talk.subject.slug}/fragen{part}"


def asked(talk, who, text=ASKED, **values) -> Question:
    return services.ask(talk.id, text, Taker(user_id=who.user_id), is_anonymous=False, **values)


def found() -> list[tuple[str, str, int]]:
    db.session.expire_all()
    return [tuple(row) for row in db.session.execute(select(Question.text, Question.state, Question.votes))]


def main_of(answer) -> str:
    return answer.text.split("<main")[1].split("</main")[0]


def test_a_member_asks_and_the_host_votes_once_and_takes_it_back(inside, talk, anna, clara):
    inside(clara).post(page(talk), data={"text": ASKED})
    question = db.session.scalars(select(Question)).one()
    host, vote = inside(anna), page(talk, f"/{question.public_id}/stimme")
    assert clara.name in main_of(host.get(page(talk)))
    for _ in range(2):
        host.post(vote)
    assert found() == [(ASKED, "open", 2)]
    host.post(vote, data={"zurueck": "1"})
    assert found() == [(ASKED, "open", 1)]


def test_nobody_is_told_who_asks_without_a_name(inside, talk, anna, clara):
    inside(clara).post(page(talk), data={"text": ASKED, "is_anonymous": "y"})
    for part in ("", "/leitung"):
        shown = main_of(inside(anna).get(page(talk, part)))
        assert ASKED in shown
        assert clara.name not in shown


def test_a_guest_asks_and_votes_by_his_link_and_nobody_else_does(client, talk):
    guest = RegistrationFactory(webtalk_id=talk.id, name="Gerda Gast", email="g@x.de", email_folded="g@x.de")
    link = f"?platz={links.signed(guest.public_id)}"
    client.post(page(talk, link), data={"text": ASKED})
    assert "Gerda Gast" in client.get(page(talk, link)).text
    assert ASKED in client.get(page(talk, f"/stand{link}")).text
    assert ASKED not in client.get(page(talk)).text
    assert client.post(page(talk, "?platz=falsch~falsch"), data={"text": "Nein"}).status_code == 303
    with transaction():
        db.session.execute(db.delete(Registration).where(Registration.id == guest.id))
    assert found() == [(ASKED, "open", 1)]


@pytest.mark.parametrize("state", ["waiting", "cancelled"])
def test_who_has_no_seat_is_told_how_to_get_one(inside, talk, bernd, state):
    RegistrationFactory(webtalk_id=talk.id, user_id=bernd.user_id, state=state, queued_at=clock.now())
    browser = inside(bernd)
    assert "wer einen Platz hat" in browser.get(page(talk)).text
    assert browser.post(page(talk), data={"text": "Darf ich?"}).status_code == 403


def test_who_speaks_needs_no_seat(inside, talk, bernd):
    with transaction():
        db.session.add(Speaker(webtalk_id=talk.id, user_id=bernd.user_id, name=bernd.name))
    assert inside(bernd).post(page(talk), data={"text": ASKED}).status_code == 303
    assert found() == [(ASKED, "open", 1)]


@pytest.mark.parametrize(("minutes", "number"), [(29, 1), (31, 0)])
def test_questions_close_half_an_hour_after_the_end(inside, anna, minutes, number):
    ends = clock.now() - timedelta(minutes=minutes)
    talk = WebtalkFactory(hosts=[anna], starts_at=ends - timedelta(hours=1), ends_at=ends)
    inside(anna).post(page(talk), data={"text": ASKED})
    assert len(found()) == number


@pytest.mark.parametrize("text", ["", "x" * 501])
def test_a_question_has_one_to_500_letters(inside, talk, clara, text):
    answer = inside(clara).post(page(talk), data={"text": text})
    assert answer.status_code == 422
    assert found() == []


def test_the_host_lists_calls_up_answers_and_hides(inside, talk, anna, clara):
    first, second = asked(talk, clara), asked(talk, clara, "Und im Winter?")
    host, listener = inside(anna), inside(clara)

    def press(question, what):
        host.post(page(talk, f"/leitung/{question.public_id}"), data={"was": what})

    press(first, "liste")
    press(first, "dran")
    assert ASKED in main_of(host.get(page(talk, "/anzeige")))
    assert "Jetzt dran" in main_of(listener.get(page(talk)))
    press(second, "dran")
    assert found() == [(ASKED, "answered", 1), ("Und im Winter?", "now", 1)]
    press(second, "ausblenden")
    assert "Und im Winter?" not in main_of(listener.get(page(talk)))
    assert "Und im Winter?" in main_of(host.get(page(talk, "/leitung")))


def test_only_the_own_question_is_taken_back(inside, talk, anna, clara):
    question = asked(talk, clara)
    address = page(talk, f"/{question.public_id}/zuruecknehmen")
    assert inside(anna).post(address).status_code == 403
    inside(clara).post(address)
    assert found() == []


def test_while_nothing_changes_the_list_is_answered_with_304_and_few_statements(inside, talk, clara, count_sql):
    browser, state = inside(clara), page(talk, "/stand")
    mark = browser.get(state).headers["ETag"]
    with count_sql() as statements:
        assert browser.get(state, headers={"If-None-Match": mark}).status_code == 304
    assert len(statements) <= 3  # who asks, the talk, its counter
    asked(talk, clara)
    after = browser.get(state, headers={"If-None-Match": mark})
    assert ASKED in after.text
    assert "<main" not in after.text


def test_many_questions_cost_no_more_statements_than_one(inside, talk, anna, clara, count_sql):
    host, counts = inside(anna), []
    for number in range(4):
        asked(talk, clara, f"Frage {number}")
        if number in (0, 3):
            host.get(page(talk, "/leitung"))
            with count_sql() as statements:
                host.get(page(talk))
                host.get(page(talk, "/leitung"))
            counts.append(len(statements))
    assert counts[0] == counts[1]


def test_a_person_who_leaves_takes_votes_and_name_along(talk, anna, clara, bernd):
    own, other = asked(talk, clara), asked(talk, anna, "Und im Winter?")
    services.vote(other, Taker(user_id=clara.user_id), up=True)
    assert [one["eigene"] for one in export_of(clara.user_id)["webtalks"]["fragen"]] == [True, False]
    services.forget_person(PersonRemoved(person_id=clara.user_id))
    assert found() == [(ASKED, "open", 0), ("Und im Winter?", "open", 1)]
    assert db.session.get_one(Question, own.id).user_id is None


@pytest.mark.parametrize(("days", "stays"), [(91, False), (89, True)])
def test_who_asked_and_voted_is_forgotten_after_ninety_days(app, clara, days, stays):
    ended = clock.now() - timedelta(days=days)
    talk = WebtalkFactory(starts_at=ended - timedelta(hours=1), ends_at=ended)
    asked(talk, clara)
    forget_names()
    assert found() == [(ASKED, "open", 1)]
    assert (db.session.scalars(select(Question.user_id)).one() is not None) == stays
    assert (db.session.scalar(select(func.count()).select_from(QuestionVote)) == 1) == stays


def test_parallel_clicks_count_each_person_once(app, talk, anna, clara):
    question = asked(talk, clara)
    number = question.id
    db.session.remove()

    def click(up: bool) -> None:
        with app.app_context():
            services.vote(db.session.get_one(Question, number), Taker(user_id=anna.user_id), up=up)
            db.session.remove()

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(click, [True, True, False, True, True, True, False, True, True, True, True, True]))
    click(True)
    votes = db.session.scalar(select(func.count()).select_from(QuestionVote))
    assert found() == [(ASKED, "open", 2)]
    assert votes == 2
