"""Short polls in a talk: who votes, who sees sums, and that nobody counts twice."""

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
from app.webtalks.live.polls import services
from app.webtalks.live.polls.forgetting import close_forgotten
from app.webtalks.live.polls.models import Ballot, Poll, PollOption
from app.webtalks.live.takers import Taker
from app.webtalks.models import Webtalk
from tests.factories.webtalks import RegistrationFactory, WebtalkFactory

ASKED = "Haben Sie Leerstand?"
ANSWERS = ["Ja, viel", "Etwas", "Nein"]


@pytest.fixture
def talk(anna, bernd, clara):
    """Anna leads it; Bernd and Clara have seats."""
    talk = WebtalkFactory(title="Leere Läden", hosts=[anna])
    for one in (bernd, clara):
        RegistrationFactory(webtalk_id=talk.id, user_id=one.user_id)
    return talk


@pytest.fixture
def poll(talk) -> Poll:
    poll = services.prepare(talk.id, ASKED, ANSWERS, is_multiple=False)
    services.start(poll)
    return poll


def page(talk, part="") -> str:
    return f"/webtalks/{talk.subject.slug}{part}"


def voting(talk, poll) -> str:
    return page(talk, f"/umfragen/{poll.public_id}/stimme")


def options() -> list[int]:
    return list(db.session.scalars(select(PollOption.id).order_by(PollOption.poll_id, PollOption.position)))


def sums() -> tuple[int, list[int]]:
    db.session.expire_all()
    votes = db.session.scalars(select(PollOption.votes).order_by(PollOption.poll_id, PollOption.position))
    return db.session.scalars(select(Poll.voters)).one(), list(votes)


def main_of(answer) -> str:
    return answer.text.split("<main")[1].split("</main")[0]


def guests(talk, number) -> list[Taker]:
    names = [f"g{one}@x.de" for one in range(number)]
    rows = [RegistrationFactory(webtalk_id=talk.id, name="G", email=one, email_folded=one) for one in names]
    return [Taker(registration_id=one.id) for one in rows]


def test_the_host_prepares_starts_and_ends_a_poll(inside, talk, anna, clara):
    host, listener = inside(anna), inside(clara)
    host.post(page(talk, "/umfragen"), data={"text": ASKED, "options": "\n".join(ANSWERS)})
    poll = db.session.scalars(select(Poll)).one()
    assert ASKED not in main_of(listener.get(page(talk, "/fragen")))
    assert listener.post(voting(talk, poll)).status_code == 404

    host.post(page(talk, f"/umfragen/{poll.public_id}"), data={"was": "starten"})
    assert ASKED in main_of(listener.get(page(talk, "/fragen")))
    assert ASKED in main_of(host.get(page(talk, "/fragen/anzeige")))

    host.post(page(talk, f"/umfragen/{poll.public_id}"), data={"was": "beenden"})
    assert ASKED not in main_of(listener.get(page(talk, "/fragen")))


@pytest.mark.parametrize("answers", ["Nur eine", "\n".join("abcdefghi"), "Ja\nja", "x" * 121 + "\nNein"])
def test_a_poll_has_two_to_eight_different_answers(inside, talk, anna, answers):
    answer = inside(anna).post(page(talk, "/umfragen"), data={"text": ASKED, "options": answers})
    assert answer.status_code == 422
    assert db.session.scalar(select(func.count()).select_from(Poll)) == 0


def test_a_vote_may_be_changed_and_counts_once(inside, talk, poll, clara):
    listener, (first, second, _) = inside(clara), options()
    for chosen in (first, second, second):
        listener.post(voting(talk, poll), data={"antwort": str(chosen)})
    assert sums() == (1, [0, 1, 0])
    assert "Ihre Stimme zählt" in main_of(listener.get(page(talk, "/fragen")))


def test_one_answer_is_one_answer_unless_several_are_allowed(app, talk, poll, clara):
    both, taker = set(options()[:2]), Taker(user_id=clara.user_id)
    assert not services.vote(poll, taker, both)
    assert not services.vote(poll, taker, {987654})
    services.close(poll)
    several = services.prepare(talk.id, "Was hilft?", ANSWERS, is_multiple=True)
    services.start(several)
    assert services.vote(several, taker, set(options()[3:5]))
    votes = db.session.scalars(select(PollOption.votes).where(PollOption.poll_id == several.id))
    assert sorted(votes) == [0, 1, 1]


def test_a_guest_votes_by_his_link_and_nobody_without_seat_does(client, inside, talk, poll, mona):
    guest = RegistrationFactory(webtalk_id=talk.id, name="Gerda", email="g@x.de", email_folded="g@x.de")
    data = {"antwort": str(options()[0])}
    link = f"?platz={links.signed(guest.public_id)}"
    assert client.post(voting(talk, poll) + link, data=data).status_code == 303
    assert client.post(voting(talk, poll), data=data).headers["Location"].startswith("/konto/anmelden")
    assert inside(mona).post(voting(talk, poll), data=data).status_code == 403
    assert sums() == (1, [1, 0, 0])


def test_sums_are_shown_when_the_host_says_so_and_from_three_votes_on(inside, talk, poll, anna, clara):
    host, listener, (first, *_) = inside(anna), inside(clara), options()
    takers = guests(talk, 3)
    for one in takers[:2]:
        services.vote(poll, one, {first})
    assert "ab drei Stimmen" in main_of(host.get(page(talk, "/umfragen")))
    services.vote(poll, takers[2], {first})
    assert "100 %" in main_of(host.get(page(talk, "/umfragen")))
    assert "100 %" not in main_of(listener.get(page(talk, "/fragen")))
    host.post(page(talk, f"/umfragen/{poll.public_id}"), data={"was": "zeigen"})
    for shown in (listener.get(page(talk, "/fragen")), host.get(page(talk, "/fragen/anzeige"))):
        assert "100 %" in main_of(shown)
    host.post(page(talk, f"/umfragen/{poll.public_id}"), data={"was": "verbergen"})
    assert "100 %" not in main_of(listener.get(page(talk, "/fragen")))


def test_after_the_end_the_ballots_are_gone_and_the_sums_stay(app, talk, poll, clara):
    services.vote(poll, Taker(user_id=clara.user_id), {options()[0]})
    assert export_of(clara.user_id)["webtalks"]["umfragen"][0]["gewaehlt"] == ANSWERS[0]
    services.close(poll)
    assert db.session.scalar(select(func.count()).select_from(Ballot)) == 0
    assert not services.vote(poll, Taker(user_id=clara.user_id), {options()[1]})
    services.start(poll)
    assert db.session.scalars(select(Poll.state)).one() == "closed"
    assert sums() == (1, [1, 0, 0])


def test_asking_again_begins_anew(inside, talk, poll, anna, clara):
    services.vote(poll, Taker(user_id=clara.user_id), {options()[0]})
    host = inside(anna)
    for step in ("beenden", "nochmal"):
        host.post(page(talk, f"/umfragen/{poll.public_id}"), data={"was": step})
    again = db.session.scalars(select(Poll).order_by(Poll.id.desc())).first()
    assert (again.text, again.state, again.voters) == (ASKED, "draft", 0)
    assert sorted(db.session.scalars(select(PollOption.text).where(PollOption.poll_id == again.id))) == sorted(ANSWERS)


def test_a_talk_has_thirty_polls_at_most(inside, talk, anna):
    with transaction():
        db.session.add_all(Poll(webtalk_id=talk.id, text=f"Nummer {number}") for number in range(30))
    host, asked = inside(anna), {"text": ASKED, "options": "\n".join(ANSWERS)}
    assert "höchstens 30 Umfragen" in host.post(page(talk, "/umfragen"), data=asked, follow_redirects=True).text
    assert db.session.scalar(select(func.count()).select_from(Poll)) == 30


def test_starting_another_poll_ends_the_one_before(app, talk, poll):
    services.start(services.prepare(talk.id, "Und jetzt?", ANSWERS, is_multiple=False))
    assert list(db.session.scalars(select(Poll.state).order_by(Poll.id))) == ["closed", "open"]


def test_a_poll_nobody_ended_is_closed_after_the_talk(app, talk, poll):
    close_forgotten()
    assert db.session.scalars(select(Poll.state)).one() == "open"
    with transaction():
        row = db.session.get_one(Webtalk, talk.id)
        row.starts_at, row.ends_at = (clock.now() - timedelta(minutes=one) for one in (91, 31))
    close_forgotten()
    assert db.session.scalars(select(Poll.state)).one() == "closed"


def test_who_leaves_takes_an_open_ballot_along(app, talk, poll, clara):
    services.vote(poll, Taker(user_id=clara.user_id), {options()[0]})
    services.forget_person(PersonRemoved(person_id=clara.user_id))
    assert sums() == (0, [0, 0, 0])


def test_phones_draw_nothing_anew_for_a_vote_while_its_sums_are_hidden(inside, talk, poll, anna, bernd, clara):
    listener, state = inside(clara), page(talk, "/fragen/stand")
    host, host_state = inside(anna), page(talk, "/umfragen/stand")
    marks = [listener.get(state).headers["ETag"], host.get(host_state).headers["ETag"]]
    services.vote(poll, Taker(user_id=bernd.user_id), {options()[0]})
    assert listener.get(state, headers={"If-None-Match": marks[0]}).status_code == 304
    assert host.get(host_state, headers={"If-None-Match": marks[1]}).status_code == 200
    services.show(poll, "phones")
    mark = listener.get(state).headers["ETag"]
    services.vote(poll, Taker(user_id=bernd.user_id), {options()[1]})
    assert listener.get(state, headers={"If-None-Match": mark}).status_code == 200


def test_parallel_votes_of_one_person_count_once(app, talk, poll, clara, anna):
    number, chosen = poll.id, options()
    db.session.remove()

    def click(place: int) -> None:
        with app.app_context():
            taker = Taker(user_id=(clara if place % 2 else anna).user_id)
            services.vote(db.session.get_one(Poll, number), taker, {chosen[place % 3]})
            db.session.remove()

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(click, range(18)))
    voters, votes = sums()
    assert (voters, sum(votes)) == (2, 2)
    assert db.session.scalar(select(func.count()).select_from(Ballot)) == 2


def test_the_agenda_says_what_is_on(inside, at, anna):
    now = at("2026-03-10T10:07")
    agenda = [
        {"at_minute": 0, "text": "Begrüßung"},
        {"at_minute": 5, "text": "Zahlen"},
        {"at_minute": 30, "text": "Fragen"},
    ]
    talk = WebtalkFactory(
        hosts=[anna], starts_at=now - timedelta(minutes=7), ends_at=now + timedelta(hours=1), agenda=agenda
    )
    host = inside(anna)
    shown = host.get(page(talk, "/fragen"))
    assert "Zahlen (seit 10:05 Uhr)" in main_of(shown)
    assert "Danach um 10:30 Uhr: Fragen" in main_of(shown)
    state = page(talk, "/fragen/stand")
    mark = host.get(state).headers["ETag"]
    at("2026-03-10T10:31")
    assert "Fragen (seit 10:30 Uhr)" in host.get(state, headers={"If-None-Match": mark}).text
