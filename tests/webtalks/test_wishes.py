"""Dazu wünsche ich mir einen Webtalk."""

from sqlalchemy import select

from app.core.events import PersonRemoved
from app.core.personal_data import export_of
from app.extensions import db
from app.webtalks.models import Wish
from app.webtalks.services import wishes
from app.webtalks.services.hosts import forget_person
from tests.factories.webtalks import WebtalkFactory


def found() -> list[tuple[str, int]]:
    db.session.expire_all()
    return [tuple(row) for row in db.session.execute(select(Wish.title, Wish.votes).order_by(Wish.votes.desc()))]


def test_a_wish_is_said_and_voted_for_once_each(client, app, log_in, clara, bernd):
    log_in(client, clara)
    client.post("/webtalks/wuensche", data={"title": "Kühlräume teilen", "why": "Wer macht das?"})
    wish = db.session.scalars(select(Wish)).one()
    second = log_in(app.test_client(), bernd)
    for _ in range(2):
        second.post(f"/webtalks/wuensche/{wish.public_id}/stimme")
    assert found() == [("Kühlräume teilen", 2)]
    second.post(f"/webtalks/wuensche/{wish.public_id}/stimme", data={"zurueck": "1"})
    assert found() == [("Kühlräume teilen", 1)]
    page = app.test_client().get("/webtalks/wuensche").text
    assert "Kühlräume teilen" in page
    assert clara.name not in page
    assert "<form" not in page.split("<main")[1].split("</main")[0]


def test_the_talk_that_answers_is_shown_with_the_wish(client, app, clara):
    wish = wishes.wish("Kühlräume teilen", "", actor=clara.actor)
    talk = WebtalkFactory(title="Kühlhaus für alle", state="draft")
    wishes.answer(wish.public_id, talk)
    assert "Kühlhaus" not in client.get("/webtalks/wuensche").text
    wishes.answer(wish.public_id, WebtalkFactory(title="Kühlhaus zwei"))
    assert "/webtalks/kuehlhaus-zwei" in client.get("/webtalks/wuensche").text


def test_votes_go_with_their_person_and_wishes_stay(app, clara, bernd):
    wish = wishes.wish("Kühlräume teilen", "", actor=clara.actor)
    wishes.vote(wish.id, up=True, actor=bernd.actor)
    assert export_of(clara.user_id)["webtalks"]["wuensche"][0]["eigener"] is True
    forget_person(PersonRemoved(person_id=clara.user_id))
    assert found() == [("Kühlräume teilen", 1)]
    assert db.session.scalars(select(Wish.author_id)).one() is None


def test_the_list_of_wishes_asks_equally_often(client, log_in, clara, bernd, count_sql):
    for number in range(5):
        wishes.wish(f"Thema {number}", "", actor=bernd.actor)
    log_in(client, clara)
    client.get("/webtalks/wuensche")
    with count_sql() as statements:
        client.get("/webtalks/wuensche")
    assert len(statements) <= 4
