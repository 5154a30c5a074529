import re
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update

from app.core import clock
from app.core.audit import AuditEntry
from app.core.drafts import Revision
from app.core.subjects import Subject
from app.core.transaction import transaction
from app.extensions import db
from app.media.services import add_picture
from app.practices.models import ReleaseRequest
from app.practices.releases.services import send_for_release
from app.practices.writing.drafts import save_draft
from app.practices.writing.publishing import publish, withdraw
from tests.factories.pictures import picture
from tests.practices.writing.conftest import desk_of

MAYOR = "buergermeisterin@lindenau.example"
MAILS = Path(__file__).parent / "mails"


@pytest.fixture
def send(begin, anna, outbox):
    """send(): (subject, path of the link in the mayor's mail)."""

    def sent(subject: Subject | None = None, **changes):
        subject = subject or begin(anna, **changes)
        send_for_release(subject, desk_of(subject).data, recipient=MAYOR, message="Passt das so?", actor=anna.actor)
        found = re.search(r"http\S+(/freigabe/\S+)", outbox.to(MAYOR)[-1].text)
        return subject, found[1]

    return sent


def html_of(answer) -> str:
    return answer.get_data(as_text=True)


def state_of(subject) -> str:
    db.session.expire_all()
    return db.session.get_one(Subject, subject.id).state


def is_as_saved(letter, name: str) -> bool:
    """The finished text, with what differs from run to run left out."""
    text = re.sub(r"/(freigabe|bestaetigung)/\S+", r"/\1/…", f"{letter.subject}\n\n{letter.text}")
    text = re.sub(r"bis \d+\. \S+ \d{4}", "bis …", re.sub(r"/entwurf/\w+/", "/entwurf/…/", text))
    return text == (MAILS / f"{name}.txt").read_text()


def test_the_mayor_reads_the_whole_draft_and_releases_it_without_an_account(app, send, outbox):
    subject, path = send()
    visitor = app.test_client()
    page = visitor.get(path)
    assert page.status_code == 200
    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["Referrer-Policy"] == "strict-origin"
    for words in ("Laden auf Probe", "<strong>sechs Monate</strong>", "Passt das so?", "12.500 bis 15.000 €"):
        assert words in html_of(page)
    done = visitor.post(path, data={"name": "Maria Muster", "antwort": "freigeben"}, follow_redirects=True)
    assert "Maria Muster hat diesen Text freigegeben" in html_of(done)
    assert state_of(subject) == "published"
    revision = db.session.scalars(select(Revision)).one()
    assert revision.note == "Freigegeben von Maria Muster"
    assert is_as_saved(outbox.to("anna-adler@example.org")[-1], "release_given")


def test_the_mayors_mail_is_as_saved(send, outbox):
    send()
    assert is_as_saved(outbox.to(MAYOR)[-1], "release_asked")


def test_she_may_ask_for_a_change_and_must_say_which(app, send, outbox):
    subject, path = send()
    visitor = app.test_client()
    answer = visitor.post(path, data={"name": "Maria Muster", "antwort": "aendern"})
    assert answer.status_code == 422
    assert "was geändert werden soll" in html_of(answer)
    comment = {"name": "Maria Muster", "antwort": "aendern", "comment": "Bitte ohne die Summe."}
    assert "angekommen" in html_of(visitor.post(path, data=comment, follow_redirects=True))
    assert state_of(subject) == "draft"
    assert is_as_saved(outbox.to("anna-adler@example.org")[-1], "release_changes")


def test_her_name_is_needed(app, send):
    subject, path = send()
    assert app.test_client().post(path, data={"antwort": "freigeben"}).status_code == 422
    assert state_of(subject) == "draft"


def test_both_decisions_are_logged(app, send):
    _, path = send()
    app.test_client().post(path, data={"name": "Maria Muster", "antwort": "freigeben"})
    actions = db.session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)).all()
    assert actions == ["release.sent", "release.released"]
    assert db.session.scalars(select(AuditEntry)).all()[-1].detail["name"] == "Maria Muster"


def test_a_link_allows_one_decision(app, send):
    subject, path = send()
    visitor = app.test_client()
    visitor.post(path, data={"name": "Maria Muster", "antwort": "aendern", "comment": "Nein"})
    visitor.post(path, data={"name": "Wer Anders", "antwort": "freigeben"})
    assert state_of(subject) == "draft"
    assert db.session.scalars(select(ReleaseRequest)).one().decided_name == "Maria Muster"


def test_only_what_was_shown_can_be_released(app, send, anna):
    subject, path = send()
    save_draft(subject, {"what": "Ganz anders."}, actor=anna.actor, seen_version=1)
    visitor = app.test_client()
    assert "hat sich geändert" in html_of(visitor.get(path))
    assert visitor.post(path, data={"name": "Maria Muster", "antwort": "freigeben"}).status_code == 409
    assert state_of(subject) == "draft"


def test_a_new_link_ends_the_old_one(app, send):
    subject, first = send()
    _, second = send(subject)
    visitor = app.test_client()
    assert visitor.get(first).status_code == 410
    visitor.post(first, data={"name": "Maria Muster", "antwort": "freigeben"})
    assert state_of(subject) == "draft"
    assert visitor.get(second).status_code == 200


def test_after_fourteen_days_a_link_is_worth_nothing(app, send):
    subject, path = send()
    with transaction():
        db.session.execute(update(ReleaseRequest).values(expires_at=clock.now() - timedelta(minutes=1)))
    visitor = app.test_client()
    page = visitor.get(path)
    assert page.status_code == 410
    assert "gilt nicht mehr" in html_of(page)
    assert "sechs Monate" not in html_of(page)
    visitor.post(path, data={"name": "Maria Muster", "antwort": "freigeben"})
    assert state_of(subject) == "draft"


@pytest.mark.parametrize("token", ["falsch", "a" * 43, "%00", "ä" * 300])
def test_an_unknown_link_is_404(client, token):
    assert client.get(f"/freigabe/{token}").status_code == 404


def test_the_link_is_stored_as_a_hash_alone(send):
    _, path = send()
    assert db.session.scalars(select(ReleaseRequest.token_hash)).one() not in path


def test_the_pictures_of_the_draft_come_along_and_no_others(app, begin, send, anna):
    subject = begin(anna)
    number = add_picture(subject, picture(), name="a.jpg", actor=anna.actor).id
    other = add_picture(subject, picture(), name="b.jpg", actor=anna.actor).id
    save_draft(subject, {"files": [number], f"alt_{number}": "Laden"}, actor=anna.actor, seen_version=1)
    _, path = send(subject)
    visitor = app.test_client()
    assert f'src="{path}/dateien/{number}/a.webp"' in html_of(visitor.get(path))
    assert visitor.get(f"{path}/dateien/{number}/a.webp").content_type == "image/webp"
    assert visitor.get(f"{path}/dateien/{other}/b.webp").status_code == 404
    assert visitor.get(f"/dateien/{number}/a.webp").status_code == 404


def test_an_unfinished_draft_is_not_sent(client, begin, anna, log_in, outbox):
    url = desk_of(begin(anna, title="")).url
    log_in(client, anna).post(f"{url}freigabe", data={"recipient": MAYOR})
    assert outbox.to(MAYOR) == []


def test_the_sender_sees_what_became_of_it(app, send, anna, log_in):
    subject, path = send()
    app.test_client().post(path, data={"name": "Maria Muster", "antwort": "aendern", "comment": "Ohne Summe."})
    page = log_in(app.test_client(), anna).get(f"{desk_of(subject).url}freigabe")
    assert "Änderung erbeten von Maria Muster" in html_of(page)
    assert "Ohne Summe." in html_of(page)


def test_a_wrong_address_is_told(client, begin, anna, log_in):
    url = desk_of(begin(anna)).url
    answer = log_in(client, anna).post(f"{url}freigabe", data={"recipient": "keine"})
    assert answer.status_code == 422
    assert "keine E-Mail-Adresse" in html_of(answer)


def test_staff_take_a_mailed_text_in_and_its_organisation_releases_it(app, mona, organisation, town, log_in, outbox):
    desk = log_in(app.test_client(), mona)
    data = {"organisation": "Stadtmarketing Lindenau", "title": "Marktfest", "place": "Lindenau", "what": "Gefeiert."}
    answer = desk.post("/redaktion/einsendungen/neu", data={**data, "recipient": MAYOR})
    subject = db.session.scalars(select(Subject).where(Subject.title == "Marktfest")).one()
    assert answer.headers["Location"] == f"/praxisbeispiele/entwurf/{subject.public_id}/"
    assert desk.get(answer.headers["Location"]).status_code == 200
    assert (subject.owner_id, subject.state) == (organisation.id, "draft")
    assert desk.post(f"{answer.headers['Location']}veroeffentlichen").status_code == 403
    path = re.search(r"http\S+(/freigabe/\S+)", outbox.to(MAYOR)[-1].text)[1]
    app.test_client().post(path, data={"name": "Maria Muster", "antwort": "freigeben"})
    assert state_of(subject) == "published"


def test_staff_are_told_when_the_organisation_is_unknown(app, mona, log_in):
    data = {"organisation": "Gibt es nicht", "title": "Marktfest", "what": "Gefeiert."}
    answer = log_in(app.test_client(), mona).post("/redaktion/einsendungen/neu", data=data)
    assert answer.status_code == 422
    assert "gibt es hier noch nicht" in html_of(answer)
    assert "Marktfest" in html_of(answer)


@pytest.mark.parametrize("what", ["published", "withdrawn"])
def test_an_old_link_brings_nothing_back(app, send, published, anna, what):
    """What was published or withdrawn otherwise since the link was sent is no longer the mayor's to release."""
    subject, path = send(published(anna))
    if what == "published":
        publish(subject, desk_of(subject).data, actor=anna.actor)
    else:
        withdraw(subject, actor=anna.actor)
    assert app.test_client().get(path).status_code == 410
    app.test_client().post(path, data={"name": "Maria Muster", "antwort": "freigeben"})
    assert state_of(subject) == what
