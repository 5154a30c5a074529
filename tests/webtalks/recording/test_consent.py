"""Nobody comes into a recorded talk unasked, and what each person said is kept with the words and the date."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.core import clock
from app.core.events import PersonRemoved
from app.core.personal_data import export_of
from app.core.transaction import transaction
from app.extensions import db
from app.webtalks import links
from app.webtalks.recording import services
from app.webtalks.recording.models import RecordingConsent, RecordingNotice
from app.webtalks.recording.queries import count_of
from app.webtalks.room.services import was_there
from tests.factories.webtalks import RegistrationFactory, WebtalkFactory
from tests.webtalks.room.verifier import APP_ID, DOMAIN, SECRET

ROOM_SETTINGS = {"jitsi_domain": DOMAIN, "jitsi_app_id": APP_ID, "jitsi_app_secret": SECRET}
WORDS = "Wir nehmen Bild und Ton auf."
YES = {"sitz": "kamera", "einwilligung": "y"}


@pytest.fixture
def app(make_app):
    app = make_app(**ROOM_SETTINGS)
    with app.app_context():
        yield app


@pytest.fixture
def talk(anna):
    """Anna leads it; it begins in five minutes and is recorded."""
    starts = clock.now().replace(microsecond=0) + timedelta(minutes=5)
    talk = WebtalkFactory(starts_at=starts, ends_at=starts + timedelta(hours=1), hosts=[anna])
    with transaction():
        db.session.add(RecordingNotice(webtalk_id=talk.id, text=WORDS))
    return talk


@pytest.fixture
def seat(talk, clara):
    return RegistrationFactory(webtalk_id=talk.id, user_id=clara.user_id)


def door(talk, query="") -> str:
    return f"/webtalks/{talk.subject.slug}/raum{query}"


def has_token(answer) -> bool:
    return "eyJ" in answer.text


def said() -> list[tuple[str, str]]:
    db.session.expire_all()
    query = select(RecordingNotice.text, RecordingConsent.answer)
    return [tuple(one) for one in db.session.execute(query.join(RecordingConsent).order_by(RecordingConsent.id))]


def test_without_a_yes_nobody_gets_a_token_neither_member_host_nor_telephone(inside, talk, seat, anna, clara):
    for who in (anna, clara):
        browser = inside(who)
        assert WORDS in browser.get(door(talk)).text
        for sitz in ("kamera", "ton", "zuhoeren", "telefon"):
            answer = browser.post(door(talk), data={"sitz": sitz})
            assert (answer.status_code, has_token(answer)) == (422, False)
            assert 'name="name"' not in answer.text
    assert said() == []


def test_who_says_yes_comes_in_and_is_not_asked_again(inside, talk, seat, clara):
    browser = inside(clara)
    assert has_token(browser.post(door(talk), data=YES))
    assert said() == [(WORDS, "yes")]
    assert WORDS not in browser.get(door(talk)).text
    assert has_token(browser.post(door(talk), data={"sitz": "kamera"}))


def test_who_says_no_reads_along_and_is_told_no_way_in(inside, anna, clara, talk, seat):
    with transaction(talk):
        talk.meeting, talk.meeting_url = "link", "https://treffen.example/geheim"
    browser = inside(clara)
    assert "Nur mitlesen" in browser.get(door(talk)).text
    answer = browser.post(door(talk), data={"sitz": "mitlesen"})
    assert "Sie lesen mit" in answer.text
    assert "geheim" not in answer.text
    assert said() == [(WORDS, "no")]
    assert count_of(talk.id).missing == 0
    assert "treffen.example/geheim" in browser.post(door(talk), data=YES).text
    assert said() == [(WORDS, "yes")]


def test_guests_of_the_lobby_are_asked_one_by_one(client, talk, seat):
    link = door(talk, f"?platz={links.signed(seat.public_id)}")
    assert not has_token(client.post(link, data={"sitz": "kamera", "name": "Gerda"}))
    for name in ("Gerda", "Gustav"):
        assert has_token(client.post(link, data={**YES, "name": name}))
    assert not has_token(client.post(link, data={"sitz": "kamera", "name": "Gesine"}))
    assert set(db.session.scalars(select(RecordingConsent.name))) == {"Gerda", "Gustav"}


def test_the_words_are_said_before_the_room_opens_and_old_ones_are_kept(inside, anna, clara, at):
    now = at("2026-11-24T08:00")
    talk = WebtalkFactory(starts_at=now + timedelta(hours=2), ends_at=now + timedelta(hours=3), hosts=[anna])
    browser, address = inside(anna), f"{talk.subject.address}/aufzeichnung/ankuendigen"
    assert "Bild, Ton und Name" in browser.get(address).text
    for text in (WORDS, "Nur der Ton."):
        assert browser.post(address, data={"is_on": "y", "text": text}).status_code == 303
    assert "wird aufgezeichnet" in inside(clara).get(talk.subject.address).text
    rows = db.session.execute(select(RecordingNotice.text, RecordingNotice.until_at).order_by(RecordingNotice.id)).all()
    assert [(text, until is None) for text, until in rows] == [(WORDS, False), ("Nur der Ton.", True)]
    at("2026-11-24T09:00")
    late = browser.post(address, data={"is_on": "y", "text": "Auch die Küche."})
    assert (late.status_code, "Ab dann bleibt es" in late.text) == (422, True)
    browser.post(address, data={"text": WORDS})
    assert "wird aufgezeichnet" not in inside(clara).get(talk.subject.address).text
    assert browser.post(address, data={"is_on": "y", "text": WORDS}).status_code == 422


def test_other_words_need_another_yes(inside, talk, seat, clara):
    inside(clara).post(door(talk), data=YES)
    with transaction():
        services._end(talk)
        db.session.add(RecordingNotice(webtalk_id=talk.id, text="Auch der Chat."))
    assert not has_token(inside(clara).post(door(talk), data={"sitz": "kamera"}))
    inside(clara).post(door(talk), data=YES)
    assert said() == [(WORDS, "yes"), ("Auch der Chat.", "yes")]


def test_a_yes_is_taken_back_by_its_person_alone(inside, client, talk, seat, clara, bernd):
    page = f"{talk.subject.address}/aufzeichnung"
    inside(clara).post(door(talk), data=YES)
    inside(bernd).post(page)
    assert count_of(talk.id).yes == 1
    assert "Einwilligung zurücknehmen" not in inside(bernd).get(page).text
    assert "Einwilligung zurücknehmen" in inside(clara).get(page).text
    inside(clara).post(page)
    assert (count_of(talk.id).yes, count_of(talk.id).missing) == (0, 1)
    assert "zurückgenommen" in inside(clara).get(page).text
    guest = RegistrationFactory(webtalk_id=talk.id, name="Gerda", email="g@x.de", email_folded="g@x.de")
    link = f"?platz={links.signed(guest.public_id)}"
    client.post(door(talk, link), data=YES)
    own = client.get(f"/webtalks/anmeldung/{links.signed(guest.public_id)}").text
    assert f"{page}{link}" in own
    client.post(f"{page}{link}")
    assert count_of(talk.id).missing == 2


def test_who_was_there_unasked_counts_also_after_leaving_the_network(talk, seat, clara):
    was_there([seat.id])
    assert count_of(talk.id).missing == 1
    with transaction() as tx:
        tx.publish(PersonRemoved(clara.user_id))
        db.session.delete(seat)
    assert count_of(talk.id).missing == 1
    assert db.session.scalars(select(RecordingConsent.user_id)).all() == [None]


def test_names_go_after_the_set_days_and_words_and_number_stay(inside, talk, seat, clara):
    inside(clara).post(door(talk), data=YES)
    assert export_of(clara.user_id)["webtalks"]["aufzeichnungen"][0]["wortlaut"] == WORDS
    with transaction(talk):
        talk.starts_at, talk.ends_at = (clock.now() - timedelta(days=91, hours=hours) for hours in (1, 0))
    for _ in range(2):
        services.forget_names()
    db.session.expire_all()
    assert said() == []
    assert db.session.scalars(select(RecordingNotice.consented_count)).all() == [1]
