"""Kollegin fragen: members at once, visitors after confirming, nobody sees an address."""

import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from sqlalchemy import func, select, update

from app.accounts.models import User
from app.core import clock
from app.core.events import PersonRemoved
from app.core.formats import german_date
from app.core.transaction import transaction
from app.extensions import db
from app.practices.models import CaseStudy, ColleagueQuestion
from app.practices.questions import keeping, services
from app.practices.questions.forms import new_stamp
from tests.factories.organisations import OrganisationFactory
from tests.factories.practices import CaseFactory, QuestionFactory

PATH = "/praxisbeispiele/laden-auf-probe/fragen"
BOX = "laden@lindenau.example"
ASKED = {"message": "Wie haben Sie die Eigentümer gefunden?", "organisation": "Stadt Musterau"}


@pytest.fixture
def case(app):
    owner = OrganisationFactory(title="Stadt Lindenau", kind="kommune", mailbox=BOX)
    return CaseFactory(title="Laden auf Probe", owner_id=owner.id)


def visitor(**changes) -> dict:
    stamp = changes.pop("stamp", None) or old_stamp()
    return {"name": "Vera Vogt", "email": "vera@musterau.example", "shown_at": stamp, **ASKED, **changes}


def old_stamp() -> str:
    return new_stamp()


@pytest.fixture(autouse=True)
def in_a_moment(monkeypatch):
    """The form was drawn a while ago."""
    real = clock.now
    monkeypatch.setattr("app.practices.questions.forms.clock.now", lambda: real() + timedelta(seconds=30))


def code_in(letter) -> str:
    return re.search(r"^ {4}(\d{6})$", letter.text, re.MULTILINE).group(1)


def link_in(letter) -> str:
    return urlsplit(re.search(r"^http\S+/fragen/\S+$", letter.text, re.MULTILINE).group(0)).path


def questions() -> int:
    db.session.commit()
    return db.session.scalar(select(func.count()).select_from(ColleagueQuestion))


def test_a_members_question_goes_to_the_mailbox_with_reply_to_and_a_copy(client, case, clara, log_in, outbox):
    answer = log_in(client, clara).post(PATH, data=ASKED)
    assert (answer.status_code, answer.location) == (303, "/praxisbeispiele/laden-auf-probe")
    to_them, copy = outbox
    assert (to_them.to_address, to_them.reply_to) == (BOX, clara.email)
    assert "Wie haben Sie die Eigentümer gefunden?" in to_them.text
    assert copy.to_address == clara.email
    assert BOX not in copy.text + copy.html
    assert "Meine Fragen" in client.get("/konto/fragen").text
    assert "Wie haben Sie die Eigentümer gefunden?" in client.get("/konto/fragen").text


def test_whoever_has_asked_reads_when_instead_of_being_offered_it_as_new(app, client, case, clara, bernd, log_in):
    page = "/praxisbeispiele/laden-auf-probe"
    log_in(client, clara).post(PATH, data=ASKED)
    text, today = client.get(page).text, german_date(clock.now())
    assert f"Von Ihnen gefragt am {today}" in text
    assert "Noch eine Frage stellen" in text
    assert "Frage stellen</span>" not in text.replace("Noch eine Frage stellen", "")
    assert f"Von Ihnen gefragt am {today}" in client.get(PATH).text
    for other in (app.test_client(), log_in(app.test_client(), bernd)):
        assert "Von Ihnen gefragt" not in other.get(page).text
        assert "Kollegin fragen</span>" in other.get(page).text


def test_a_visitor_confirms_by_typing_the_code(client, case, outbox):
    assert client.post(PATH, data=visitor()).location == "/fragen/bestaetigen"
    assert [letter.to_address for letter in outbox] == ["vera@musterau.example"]
    assert questions() == 0
    answer = client.post("/fragen/bestaetigen", data={"code": code_in(outbox[0])})
    assert answer.location == "/praxisbeispiele/laden-auf-probe"
    assert [letter.to_address for letter in outbox] == ["vera@musterau.example", BOX, "vera@musterau.example"]
    assert client.post("/fragen/bestaetigen", data={"code": code_in(outbox[0])}).status_code == 422


def test_opening_the_link_does_nothing_before_the_button(app, client, case, outbox):
    client.post(PATH, data=visitor())
    link, elsewhere = link_in(outbox[0]), app.test_client()
    assert "Frage senden" in elsewhere.get(link).text
    assert len(outbox) == 1
    assert elsewhere.post(link).status_code == 303
    assert len(outbox) == 3
    assert elsewhere.post(link).status_code == 410


def test_wrong_digits_end_after_six_tries(client, case, outbox):
    client.post(PATH, data=visitor())
    right = code_in(outbox[0])
    wrong = f"{(int(right) + 1) % 1_000_000:06d}"
    for _ in range(6):
        assert client.post("/fragen/bestaetigen", data={"code": wrong}).status_code == 422
    assert client.post("/fragen/bestaetigen", data={"code": right}).status_code == 422


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"message": " "}, "Bitte schreiben Sie Ihre Frage."),
        ({"email": "vera"}, "keine vollständige E-Mail-Adresse"),
        ({"email": "vera@a.de\r\nBcc: alle@b.de"}, "keine vollständige E-Mail-Adresse"),
        ({"wants_call": "y"}, "brauchen wir Ihre Telefonnummer"),
        ({"phone": "<b>"}, "Bitte nur Ziffern"),
        ({"message": "x" * 30_000}, "zu lang"),
        ({"stamp": "gefälscht"}, "noch einmal"),
    ],
)
def test_what_is_wrong_is_said_at_the_field_and_the_rest_stays(client, case, outbox, changes, sentence):
    answer = client.post(PATH, data=visitor(**changes))
    assert answer.status_code == 422
    assert sentence in answer.text
    assert "Stadt Musterau" in answer.text
    assert len(outbox) == 0


def test_programs_fall_into_the_trap_and_learn_nothing(client, case, outbox):
    assert client.post(PATH, data=visitor(website="http://spam.example")).location == "/fragen/bestaetigen"
    assert len(outbox) == 0


def test_a_name_cannot_put_headers_into_the_mail(client, case, outbox):
    client.post(PATH, data=visitor(name="Vera\r\nBcc: alle@b.example"))
    client.post("/fragen/bestaetigen", data={"code": code_in(outbox[0])})
    subject = next(letter.subject for letter in outbox if letter.to_address == BOX)
    assert "\n" not in subject
    assert subject.endswith("von Vera Bcc: alle@b.example")


def test_one_address_cannot_ask_for_ever(client, case, clara, log_in):
    log_in(client, clara)
    said = [client.post(PATH, data=ASKED).status_code for _ in range(services.PER_ASKER.most + 1)]
    assert said == [303] * services.PER_ASKER.most + [429]


def test_without_a_mailbox_there_is_nobody_to_ask(client):
    CaseFactory(title="Laden auf Probe")
    assert client.get(PATH).status_code == 404


def test_after_three_answers_the_case_says_how_quickly_they_come(client, case):
    page = "/praxisbeispiele/laden-auf-probe"
    asked = [QuestionFactory(case_id=case.id) for _ in range(3)]
    for question, hours in zip(asked, (5, 30, 300), strict=True):
        with transaction():
            begun = clock.now() - timedelta(hours=hours)
            db.session.execute(
                update(ColleagueQuestion).where(ColleagueQuestion.id == question.id).values(sent_at=begun)
            )
        assert "Antwortet meist" not in client.get(page).text
        services.mark_answered(db.session.get_one(ColleagueQuestion, question.id))
    assert "Antwortet meist innerhalb von 2 Tagen." in client.get(page).text


def test_the_mailbox_marks_a_question_as_answered_with_a_button(client, case, clara, log_in, outbox, app):
    log_in(client, clara).post(PATH, data=ASKED)
    link, them = link_in(outbox[0]), app.test_client()
    assert "Als beantwortet markieren" in them.get(link).text
    assert "beantwortet" not in client.get("/konto/fragen").text.split("<main")[1].replace("Meine Fragen", "")
    assert them.post(link).status_code == 303
    assert "als beantwortet vermerkt" in them.get(link).text
    assert ">beantwortet<" in client.get("/konto/fragen").text
    assert them.get("/fragen/beantwortet/falsch").status_code == 410


def test_who_leaves_takes_the_questions_along(case, clara):
    question = QuestionFactory(case_id=case.id, asker_id=clara.user_id)
    keeping.forget_person(PersonRemoved(clara.user_id))
    db.session.commit()
    row = db.session.get_one(ColleagueQuestion, question.id)
    assert (row.name, row.email, row.message, row.asker_id) == ("", "", "", None)
    assert row.sent_at is not None


def test_a_year_later_only_the_times_remain(case):
    question = QuestionFactory(case_id=case.id, created_at=clock.now() - timedelta(days=366))
    keeping.forget_old()
    db.session.commit()
    assert db.session.get_one(ColleagueQuestion, question.id).message == ""


def test_my_data_hold_my_questions(case, clara):
    QuestionFactory(case_id=case.id, asker_id=clara.user_id)
    assert keeping.export(clara.user_id)[0]["praxisbeispiel"] == "Laden auf Probe"
    assert db.session.get_one(User, clara.user_id).name == clara.name
    assert db.session.get_one(CaseStudy, case.id).answer_hours is None
