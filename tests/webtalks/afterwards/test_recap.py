"""A talk is closed with a recap: half filled, published, found, taken back; and it follows its talk."""

from datetime import timedelta
from io import BytesIO

import pytest
from sqlalchemy import select

from app.core import clock
from app.core.subjects import Subject
from app.core.transaction import transaction
from app.extensions import db
from app.media.models import Attachment
from app.moderation.services import hide, show
from app.webtalks.afterwards.findable import documents
from app.webtalks.afterwards.models import RECAP, Recap, RecapAnswer
from app.webtalks.live import services as live
from app.webtalks.live.models import Question
from app.webtalks.models import Speaker, TalkLink, Webtalk
from tests.factories.pictures import PDF
from tests.factories.practices import CaseFactory
from tests.factories.webtalks import WebtalkFactory

SENTENCES = {f"statement_{number}": f"Satz Nummer {number}." for number in (1, 2, 3)}
WORDS = {"summary": "Wie Lindenau leere Läden füllt.", "text": "Mit **Geduld**.", **SENTENCES}
PUBLISH = {"danach": "veroeffentlichen"}


def ended(**values) -> Webtalk:
    end = clock.now() - timedelta(hours=2)
    return WebtalkFactory(title="Leere Läden", starts_at=end - timedelta(hours=1), ends_at=end, **values)


@pytest.fixture
def talk(organisation, anna):
    return ended(owner_id=organisation.id, hosts=[anna])


def page(talk, part="") -> str:
    return f"/webtalks/{talk.subject.slug}/rueckblick{part}"


def published(inside, who, talk, **more):
    answer = inside(who).post(page(talk, "/schreiben"), data={**WORDS, **PUBLISH, **more})
    assert answer.status_code == 303, answer.text
    return db.session.scalars(select(Recap).where(Recap.webtalk_id == talk.id)).one()


def main_of(answer) -> str:
    return answer.text.split("<main")[1].split("</main")[0]


def test_half_a_recap_is_kept_and_publishing_says_what_is_missing(inside, client, talk, anna):
    host = inside(anna)
    answer = host.post(page(talk, "/schreiben"), data={"summary": WORDS["summary"], "version": "0", **PUBLISH})
    assert answer.status_code == 422
    assert "drei Sätze" in answer.text
    version = db.session.scalars(select(Subject.version).where(Subject.kind == RECAP)).one()
    assert f'type="hidden" value="{version}"' in answer.text
    assert WORDS["summary"] in host.get(page(talk, "/schreiben")).text
    assert client.get(page(talk)).status_code == 404
    assert host.get(page(talk)).status_code == 200


def test_a_published_recap_is_read_by_everybody_and_shown_with_the_talk(inside, client, talk, anna):
    assert "Der Rückblick fehlt noch" in inside(anna).get(talk.subject.address).text
    assert "Rückblick fehlt" in inside(anna).get("/konto/webtalks").text
    published(inside, anna, talk)
    shown = main_of(client.get(page(talk)))
    assert all(text in shown for text in (*SENTENCES.values(), "<strong>Geduld</strong>", WORDS["summary"]))
    assert "Rückblick lesen" in client.get(talk.subject.address).text
    assert "Mit Rückblick" in client.get("/webtalks/?zeit=vergangen").text
    assert "Rückblick fehlt" not in inside(anna).get("/konto/webtalks").text
    assert '"@type": "Article"' in client.get(page(talk)).text


def test_a_published_recap_is_changed_but_not_emptied(inside, client, talk, anna):
    recap, host = published(inside, anna, talk), inside(anna)
    assert host.post(page(talk, "/schreiben"), data={"summary": "", **SENTENCES}).status_code == 422
    host.post(page(talk, "/schreiben"), data={**WORDS, "summary": "Neu gesagt."})
    assert "Neu gesagt." in client.get(page(talk)).text
    late = {**WORDS, "summary": "Von gestern.", "version": str(recap.subject.version - 1)}
    assert "inzwischen geändert" in host.post(page(talk, "/schreiben"), data=late).text


def test_open_questions_are_answered_afterwards(inside, client, talk, anna):
    states = ("open", "answered", "hidden")
    with transaction():
        asked = [Question(webtalk_id=talk.id, text=f"Frage {state}?", state=state) for state in states]
        db.session.add_all(asked)
    host = inside(anna)
    form = main_of(host.get(page(talk, "/schreiben")))
    assert [f"Frage {state}?" in form for state in states] == [True, False, False]
    published(inside, anna, talk, **{f"antwort_{asked[0].public_id}": "Ein Jahr lang die Stadt."})
    assert "Ein Jahr lang die Stadt." in main_of(client.get(page(talk)))
    host.post(page(talk, "/schreiben"), data={**WORDS, f"antwort_{asked[0].public_id}": ""})
    assert db.session.scalars(select(RecapAnswer)).all() == []


def test_a_question_that_moderation_removes_leaves_the_recap_and_the_search(inside, client, talk, anna, mona):
    with transaction():
        asked = Question(webtalk_id=talk.id, text="Etwas Verletzendes?")
        db.session.add(asked)
    recap = published(inside, anna, talk, **{f"antwort_{asked.public_id}": "Dazu nichts."})
    before = recap.subject.version
    assert "Verletzendes" in main_of(client.get(page(talk)))
    live.remove(asked, mona.actor)
    db.session.expire_all()
    assert "Verletzendes" not in main_of(client.get(page(talk)))
    found = documents([recap.id])[0]
    assert found.version > before
    assert "Verletzendes" not in " ".join(text for _, text in found.texts)


def upload(host, talk, content=PDF, name="Folien Adler.pdf", **words):
    values = {"title": "Folien von Anna Adler", "description": "Eine Karte der Läden.", **words}
    return host.post(page(talk, "/folien"), data={**values, "file": (BytesIO(content), name)})


def test_slides_have_a_name_are_read_for_the_search_and_open_with_the_recap(inside, client, talk, anna):
    host = inside(anna)
    assert upload(host, talk, title="").status_code == 422
    assert "als PDF" in upload(host, talk, b"nur Text", "notiz.txt").text
    assert upload(host, talk).status_code == 303
    file = db.session.scalars(select(Attachment)).one()
    address = f"/dateien/{file.id}/folien-adler.pdf"
    assert client.get(address).status_code == 404
    published(inside, anna, talk)
    assert client.get(address).status_code == 200
    assert "Eine Karte der Läden." in client.get(page(talk)).text
    host.post(page(talk, f"/folien/{file.id}/entfernen"))
    assert client.get(address).status_code == 404


def test_the_search_finds_words_answers_and_speakers(inside, talk, anna):
    with transaction():
        asked = Question(webtalk_id=talk.id, text="Wer zahlt die Miete?")
        db.session.add_all([asked, Speaker(webtalk_id=talk.id, name="Vera Vogt")])
    recap = published(inside, anna, talk, **{f"antwort_{asked.public_id}": "Die Wirtschaftsförderung."})
    found = documents([recap.id])[0]
    said = " ".join(text for _, text in found.texts)
    assert all(word in said for word in ("Satz Nummer 2.", "Geduld", "Vera Vogt", "Wirtschaftsförderung", "Miete"))
    assert (found.kind, found.readers, found.url) == (RECAP, ("public",), page(talk))


def test_a_recap_stands_on_the_pages_of_what_it_is_about(inside, client, talk, anna, clara, organisation):
    case = CaseFactory(title="Laden auf Probe", owner_id=organisation.id)
    with transaction():
        db.session.add(TalkLink(webtalk_id=talk.id, subject_id=case.id))
        db.session.add(Speaker(webtalk_id=talk.id, name=clara.name, user_id=clara.user_id))
    published(inside, anna, talk)
    for address in (case.subject.address, f"/organisationen/{organisation.subject.slug}"):
        assert page(talk) in client.get(address).text
    assert page(talk) in inside(anna).get(f"/personen/{clara.handle}").text
    assert case.subject.address in client.get(page(talk)).text


def test_a_recap_is_seen_by_whoever_sees_its_talk(inside, client, talk, anna, clara):
    recap = published(inside, anna, talk)
    with transaction(talk) as tx:
        hide(talk.subject, tx, anna.actor)
    assert client.get(page(talk)).status_code == 404
    with transaction(talk) as tx:
        show(talk.subject, tx, anna.actor)
    assert client.get(page(talk)).status_code == 200
    host = inside(anna)
    changed = {"title": "Volle Läden", "visibility": "members", "admission": "members", "meeting": "jitsi"}
    host.post(f"{talk.subject.address}/bearbeiten", data=changed)
    assert client.get(page(talk)).status_code == 404
    assert "Volle Läden" in inside(clara).get(page(talk)).text
    assert documents([recap.id])[0].readers[0] == "members"


def test_what_moderation_hid_by_itself_stays_hidden_when_the_talk_changes(inside, client, talk, anna):
    recap = published(inside, anna, talk)
    with transaction(recap) as tx:
        hide(recap.subject, tx, anna.actor)
    with transaction(talk) as tx:
        show(talk.subject, tx, anna.actor)
    assert client.get(page(talk)).status_code == 404
    assert page(talk) not in client.get(talk.subject.address).text


def test_a_recap_is_taken_back_and_comes_again(inside, client, talk, anna):
    recap, host = published(inside, anna, talk), inside(anna)
    host.post(page(talk, "/zuruecknehmen"))
    assert client.get(page(talk)).status_code == 404
    assert documents([recap.id]) == []
    assert "Mit Rückblick" not in client.get("/webtalks/?zeit=vergangen").text
    published(inside, anna, talk)
    assert client.get(page(talk)).status_code == 200


def test_there_is_no_recap_of_what_is_still_to_come_or_was_cancelled(inside, organisation, anna):
    coming = WebtalkFactory(title="Kommt noch", owner_id=organisation.id)
    assert inside(anna).post(page(coming, "/schreiben"), data=WORDS).status_code == 409
    cancelled = ended(owner_id=organisation.id, cancelled_at=clock.now())
    assert inside(anna).get(page(cancelled, "/folien")).status_code == 409
    assert db.session.scalars(select(Subject).where(Subject.kind == RECAP)).all() == []


def test_a_host_who_wants_none_is_not_asked_again(inside, talk, anna):
    host = inside(anna)
    host.post(page(talk, "/ohne"))
    assert "Rückblick fehlt" not in host.get("/konto/webtalks").text
    assert host.get(page(talk, "/schreiben")).status_code == 200
