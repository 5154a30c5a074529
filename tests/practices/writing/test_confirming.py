import re

import pytest
from sqlalchemy import select, update

from app.core import clock
from app.core.audit import AuditEntry
from app.core.formats import german_date
from app.core.subjects import Subject
from app.core.transaction import transaction
from app.extensions import db
from app.organisations.models import Organisation
from app.practices.models import CaseStudy
from app.practices.writing import confirming
from app.practices.writing.drafts import save_draft
from app.practices.writing.publishing import publish
from tests.factories.organisations import OrganisationFactory
from tests.harness.cast import person
from tests.practices.writing.conftest import desk_of

TOWN = "rathaus@lindenau.example"


@pytest.fixture
def town_hall(town):
    return OrganisationFactory(title="Stadt Lindenau", kind="kommune", town_id=town.id, mailbox=TOWN)


@pytest.fixture
def case(organisation, published, anna, town_hall) -> Subject:
    """Anna's organisation is a vendor and has published a case in Lindenau."""
    with transaction():
        db.session.execute(update(Organisation).where(Organisation.id == organisation.id).values(kind="anbieter"))
    return published(anna)


def confirmed(case) -> bool:
    db.session.expire_all()
    return db.session.get_one(CaseStudy, case.id).town_confirmed_at is not None


def labels(case) -> list[str]:
    db.session.expire_all()
    return db.session.get_one(Subject, case.id).card["labels"]


def link(outbox) -> str:
    return re.search(r"http\S+(/bestaetigung/\S+)", outbox.to(TOWN)[-1].text)[1]


@pytest.fixture
def asked(client, case, anna, log_in, outbox) -> str:
    """Path of the link in the town's mail."""
    log_in(client, anna).post(f"{desk_of(case).url}bestaetigung")
    return link(outbox)


def test_a_vendors_case_is_public_at_once_and_says_that_nobody_confirmed_it(case):
    assert case.is_open
    assert labels(case) == ["town_unconfirmed"]


def test_the_page_leads_its_own_people_to_asking_the_town(app, case, anna, clara, log_in):
    words = "Kommune um Bestätigung bitten"
    own = log_in(app.test_client(), anna)
    assert words in own.get(case.address).text
    assert 'id="bestaetigung"' in own.get(desk_of(case).url).text
    assert words not in log_in(app.test_client(), clara).get(case.address).text


def test_the_town_confirms_by_link(app, case, asked):
    town = app.test_client()
    assert "Laden auf Probe" in town.get(asked).get_data(as_text=True)
    answer = town.post(asked, data={"name": "Maria Muster", "antwort": "ja", "version": case.version})
    assert answer.status_code == 200
    assert confirmed(case)
    assert labels(case) == ["town_confirmed"]
    assert town.get(asked).status_code == 410


def test_a_refusal_is_silent(app, case, asked, outbox):
    letters = len(outbox)
    app.test_client().post(asked, data={"name": "Maria Muster", "antwort": "nein", "version": case.version})
    assert not confirmed(case)
    assert labels(case) == ["town_unconfirmed"]
    assert len(outbox) == letters
    assert "case.town_declined" in db.session.scalars(select(AuditEntry.action)).all()


def test_the_town_confirms_only_what_it_has_read(app, case, asked, anna):
    version = case.version
    publish(case, desk_of(case).data, actor=anna.actor)
    answer = app.test_client().post(asked, data={"name": "Maria Muster", "antwort": "ja", "version": version})
    assert answer.status_code == 409
    assert not confirmed(case)


def test_people_of_the_town_confirm_on_the_page_and_nobody_else(app, case, town_hall, anna, clara, log_in):
    address = f"{case.address}/bestaetigen"
    assert log_in(app.test_client(), clara).post(address).status_code == 403
    assert log_in(app.test_client(), anna).post(address).status_code == 403
    mayor = person("Maria Muster", ("org_admin", town_hall.id))
    assert log_in(app.test_client(), mayor).post(address).status_code == 303
    assert confirmed(case)


def test_a_changed_text_needs_a_new_confirmation(app, case, asked, anna):
    app.test_client().post(asked, data={"name": "Maria Muster", "antwort": "ja", "version": case.version})
    save_draft(case, {"what": "Ganz anders."}, actor=anna.actor, seen_version=1)
    publish(case, desk_of(case).data, actor=anna.actor)
    assert not confirmed(case)
    assert labels(case) == ["town_unconfirmed"]


def test_a_town_without_organisation_cannot_be_asked(client, case, anna, log_in, outbox, town_hall):
    with transaction():
        db.session.execute(update(Organisation).where(Organisation.id == town_hall.id).values(town_id=None))
    log_in(client, anna).post(f"{desk_of(case).url}bestaetigung")
    assert outbox.to(TOWN) == []


def test_a_town_that_was_asked_is_not_asked_again_for_two_weeks(client, case, asked, anna, bernd, outbox):
    desk, today = desk_of(case).url, german_date(clock.now())
    assert f"Von Ihnen gebeten am {today}" in client.get(desk).text
    assert "um Bestätigung bitten" not in client.get(desk).text
    assert f"gebeten am {today}" in client.get(case.address).text
    client.post(f"{desk}bestaetigung")
    assert len(outbox.to(TOWN)) == 1
    with transaction():
        before = clock.now() - confirming.AGAIN_AFTER
        db.session.execute(update(AuditEntry).values(created_at=before, actor_id=bernd.user_id))
    assert f"Von Ihrer Organisation gebeten am {german_date(before)}" in client.get(desk).text
    client.post(f"{desk}bestaetigung")
    assert len(outbox.to(TOWN)) == 2


def test_a_changed_text_may_be_sent_to_the_town_at_once(app, client, case, asked, anna):
    app.test_client().post(asked, data={"name": "Maria Muster", "antwort": "ja", "version": case.version})
    save_draft(case, {"what": "Ganz anders."}, actor=anna.actor, seen_version=1)
    publish(case, desk_of(case).data, actor=anna.actor)
    assert "Kommune um Bestätigung bitten" in client.get(desk_of(case).url).text
