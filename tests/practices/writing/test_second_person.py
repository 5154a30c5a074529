import pytest
from sqlalchemy import select

from app.core.mail.models import Letter
from app.core.subjects import Subject
from app.core.transaction import transaction
from app.extensions import db
from app.practices.writing.drafts import find_draft, save_draft
from app.practices.writing.handing_in import give_for_review
from tests.harness.cast import person
from tests.practices.writing.conftest import desk_of


@pytest.fixture
def dora(organisation):
    return person("Dora Dorn", ("org_editor", organisation.id))


@pytest.fixture
def four_eyes(organisation):
    with transaction():
        organisation.four_eyes = True


@pytest.fixture
def press(app, log_in):
    """press(dora, subject, "veroeffentlichen"): status of the answer."""

    def pressed(who, subject, what) -> int:
        return log_in(app.test_client(), who).post(f"{desk_of(subject).url}{what}").status_code

    return pressed


@pytest.fixture
def check_page(app, log_in):
    def shown(who, subject) -> str:
        return log_in(app.test_client(), who).get(f"{desk_of(subject).url}pruefen").text

    return shown


def state_of(subject) -> str:
    db.session.expire_all()
    return db.session.get_one(Subject, subject.id).state


def test_without_the_switch_an_editor_publishes_her_own(begin, dora, press):
    subject = begin(dora)
    assert press(dora, subject, "veroeffentlichen") == 303
    assert state_of(subject) == "published"


def test_with_it_she_hands_in_and_somebody_else_reads_who_wrote_it_and_releases(
    four_eyes, begin, dora, anna, press, check_page
):
    subject = begin(dora)
    assert "Bei Ihnen gibt eine zweite Person frei." in check_page(dora, subject)
    assert press(dora, subject, "veroeffentlichen") == 403
    assert press(anna, subject, "veroeffentlichen") == 403
    assert press(dora, subject, "zur-pruefung") == 303
    assert state_of(subject) == "review"
    assert press(dora, subject, "veroeffentlichen") == 403
    assert "Freigeben kann ihn jemand anderes" in check_page(dora, subject)
    page = check_page(anna, subject)
    assert "Geschrieben von Dora Dorn. Abgegeben von Dora Dorn am" in page
    assert "Freigeben und veröffentlichen" in page
    assert press(anna, subject, "veroeffentlichen") == 303
    assert (state_of(subject), find_draft(subject.id).handed_in_at) == ("published", None)


def test_the_reviewer_gives_it_back_and_it_is_a_draft_again(four_eyes, begin, dora, anna, press):
    subject = begin(dora)
    press(dora, subject, "zur-pruefung")
    press(anna, subject, "zurueckgeben")
    assert (state_of(subject), find_draft(subject.id).handed_in_by_id) == ("draft", None)
    assert press(anna, subject, "veroeffentlichen") == 403


def test_changes_of_a_public_text_wait_and_the_old_one_stays_readable(four_eyes, published, dora, anna, press):
    subject = published(anna)
    save_draft(subject, {"title": "Laden auf Zeit"}, actor=dora.actor, seen_version=desk_of(subject).version)
    press(dora, subject, "zur-pruefung")
    assert (state_of(subject), subject.title) == ("published", "Laden auf Probe")
    assert press(dora, subject, "veroeffentlichen") == 403
    assert press(anna, subject, "veroeffentlichen") == 303
    db.session.expire_all()
    assert subject.title == "Laden auf Zeit"


def test_nobody_releases_her_own_words_because_a_member_has_handed_them_in(
    four_eyes, published, dora, anna, bernd, press
):
    subject = published(anna)
    save_draft(subject, {"title": "Laden auf Zeit"}, actor=dora.actor, seen_version=desk_of(subject).version)
    give_for_review(subject, actor=bernd.actor)
    assert press(dora, subject, "veroeffentlichen") == 403
    assert press(anna, subject, "veroeffentlichen") == 303


def test_nobody_sends_the_link_to_herself(four_eyes, begin, dora, log_in, client):
    subject = begin(dora)
    log_in(client, dora)
    answer = client.post(f"{desk_of(subject).url}freigabe", data={"recipient": dora.email.upper()})
    assert answer.status_code == 422
    assert "an jemand anderen" in answer.text


def test_the_switch_is_the_administrators_and_needs_two_people(organisation, anna, client, log_in):
    log_in(client, anna)
    address = "/organisationen/stadtmarketing-lindenau/vier-augen"
    assert "Dafür braucht es zwei Personen" in client.post(address, data={"wert": "ja"}, follow_redirects=True).text
    person("Dora Dorn", ("org_editor", organisation.id))
    page = client.post(address, data={"wert": "ja"}, follow_redirects=True).text
    assert "Beiträge von Redakteuren brauchen eine zweite Person." in page
    assert "Zweite Person verlangen" in client.post(address, data={"wert": "nein"}, follow_redirects=True).text


def letters() -> list[tuple[str, str]]:
    rows = db.session.execute(select(Letter.to_address, Letter.subject).order_by(Letter.id))
    return [(row.to_address, row.subject) for row in rows]


def test_those_who_publish_are_told_by_mail_and_the_author_hears_the_answer(
    four_eyes, begin, dora, anna, press, app, log_in
):
    subject = begin(dora)
    press(dora, subject, "zur-pruefung")
    assert letters() == [(anna.email, "Zur Prüfung: Laden auf Probe")]
    anna_in = log_in(app.test_client(), anna)
    anna_in.post(f"{desk_of(subject).url}zurueckgeben", data={"comment": "Bitte nennen Sie die Kosten."})
    press(dora, subject, "zur-pruefung")
    press(anna, subject, "veroeffentlichen")
    assert letters()[1:] == [
        (dora.email, "Zurück an Sie: Laden auf Probe"),
        (anna.email, "Zur Prüfung: Laden auf Probe"),
        (dora.email, "Freigegeben: Laden auf Probe"),
    ]
    assert "Bitte nennen Sie die Kosten." in db.session.scalar(
        select(Letter.text).where(Letter.to_address == dora.email)
    )


def test_who_takes_her_own_draft_back_gets_no_mail(four_eyes, begin, dora, press):
    subject = begin(dora)
    press(dora, subject, "zur-pruefung")
    press(dora, subject, "zurueckgeben")
    assert not [one for one in letters() if one[0] == dora.email]
