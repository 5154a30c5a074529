"""After a talk: who may say how it was, what the host sees, and that nothing tells who said what."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import func, inspect, select

from app.core import clock
from app.core.transaction import transaction
from app.extensions import db
from app.webtalks import links
from app.webtalks.feedback import services
from app.webtalks.feedback.models import FeedbackGiven, FeedbackSum, FeedbackText
from app.webtalks.models import Registration, Webtalk
from tests.factories.webtalks import RegistrationFactory, WebtalkFactory

GIVEN = {"useful": "4", "usable": "1", "text": "Bitte mehr Zeit für Fragen."}


@pytest.fixture
def talk(anna, clara):
    """Over for an hour; Anna led it, Clara had a seat."""
    ends = clock.now() - timedelta(hours=1)
    talk = WebtalkFactory(title="Leere Läden", hosts=[anna], starts_at=ends - timedelta(hours=1), ends_at=ends)
    RegistrationFactory(webtalk_id=talk.id, user_id=clara.user_id)
    return talk


def page(talk, part="") -> str:
    return f"/webtalks/{talk.subject.slug}/rueckmeldung{part}"


def main_of(answer) -> str:
    return answer.text.split("<main")[1].split("</main")[0]


def answers() -> int:
    useful = select(func.sum(FeedbackSum.number)).where(FeedbackSum.question == "useful")
    return db.session.scalar(useful) or 0


def guest(talk, number=0) -> Registration:
    address = f"g{number}@x.de"
    return RegistrationFactory(webtalk_id=talk.id, name="Gerda", email=address, email_folded=address)


def test_who_was_registered_is_asked_once(inside, talk, clara):
    browser = inside(clara)
    assert "Wie war es?" in main_of(browser.get(talk.subject.address))
    for _ in range(2):
        assert browser.post(page(talk), data=GIVEN).status_code == 303
    assert answers() == 1
    assert "Danke, Ihre Antwort ist gezählt." in main_of(browser.get(page(talk)))
    assert "Wie war es?" not in main_of(browser.get(talk.subject.address))


def test_a_guest_answers_by_the_link_of_the_mail(client, talk):
    signed = links.signed(guest(talk).public_id)
    assert "Wie war es?" in client.get(f"/webtalks/anmeldung/{signed}").text
    client.post(page(talk, f"?platz={signed}"), data=GIVEN)
    assert answers() == 1
    assert "wer angemeldet war" in main_of(client.get(page(talk)))


def test_who_had_no_seat_gives_no_feedback(inside, client, talk, bernd, mona):
    RegistrationFactory(webtalk_id=talk.id, user_id=bernd.user_id, state="cancelled")
    assert inside(bernd).post(page(talk), data=GIVEN).status_code == 403
    assert inside(mona).post(page(talk), data=GIVEN).status_code == 403
    assert client.post(page(talk), data=GIVEN).headers["Location"].startswith("/konto/anmelden")
    assert answers() == 0


@pytest.mark.parametrize("missing", ["useful", "usable"])
@pytest.mark.parametrize("wrong", ["", "6", "x"])
def test_both_questions_want_an_answer(inside, talk, clara, missing, wrong):
    assert inside(clara).post(page(talk), data={**GIVEN, missing: wrong}).status_code == 422
    assert answers() == 0


@pytest.mark.parametrize(
    ("after", "counted"), [(timedelta(hours=-1), 0), (timedelta(days=29), 1), (timedelta(days=31), 0)]
)
def test_answers_are_taken_from_the_end_for_thirty_days(inside, anna, clara, after, counted):
    ends = clock.now() - after
    talk = WebtalkFactory(hosts=[anna], starts_at=ends - timedelta(hours=2), ends_at=ends)
    RegistrationFactory(webtalk_id=talk.id, user_id=clara.user_id)
    inside(clara).post(page(talk), data=GIVEN)
    assert answers() == counted


def test_the_host_sees_sums_from_three_answers_on(inside, talk, anna):
    host, result = inside(anna), page(talk, "/ergebnis")
    assert "Noch hat niemand geantwortet." in main_of(host.get(result))
    seats = [guest(talk, number).id for number in range(3)]
    for seat in seats[:2]:
        services.answer(talk.id, seat, useful=5, usable=2, text="Gut gemacht.")
    assert "ab drei Antworten" in main_of(host.get(result))
    assert "Gut gemacht." not in main_of(host.get(result))
    services.answer(talk.id, seats[2], useful=2, usable=0, text="")
    shown = main_of(host.get(result))
    assert "4,0 von 5" in shown
    assert "67 %" in shown
    assert "Gut gemacht." in shown


def test_nothing_kept_joins_an_answer_to_a_person_or_a_time(app, talk):
    columns = {
        one: {row["name"] for row in inspect(db.engine).get_columns(one)}
        for one in inspect(db.engine).get_table_names()
    }
    assert columns["webtalk_feedback_given"] == {"registration_id"}
    assert columns["webtalk_feedback_text"] == {"name", "webtalk_id", "text"}
    assert columns["webtalk_feedback_sum"] == {"webtalk_id", "question", "value", "number"}


def test_texts_and_who_has_answered_go_with_the_registrations_and_sums_stay(app, talk, clara):
    seat = db.session.scalars(select(Registration.id).where(Registration.user_id == clara.user_id)).one()
    services.answer(talk.id, seat, useful=3, usable=1, text="Danke.")
    services.forget_texts()
    assert db.session.scalar(select(func.count()).select_from(FeedbackText)) == 1
    with transaction():
        row = db.session.get_one(Webtalk, talk.id)
        row.starts_at, row.ends_at = (clock.now() - timedelta(days=one) for one in (92, 91))
        db.session.delete(db.session.get_one(Registration, seat))
    services.forget_texts()
    for table in (FeedbackText, FeedbackGiven):
        assert db.session.scalar(select(func.count()).select_from(table)) == 0
    assert answers() == 1


def test_parallel_clicks_of_one_person_count_once(app, talk, clara):
    seat = db.session.scalars(select(Registration.id).where(Registration.user_id == clara.user_id)).one()
    number = talk.id
    db.session.remove()

    def click(_: int) -> bool:
        with app.app_context():
            counted = services.answer(number, seat, useful=4, usable=2, text="Ja.")
            db.session.remove()
            return counted

    with ThreadPoolExecutor(5) as pool:
        assert sum(pool.map(click, range(8))) == 1
    assert answers() == 1
