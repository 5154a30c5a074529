"""Verification by staff or by a mail domain, the first admin of a municipality, and acting for a town."""

import pytest
from sqlalchemy import select

from app.core.audit import AuditEntry
from app.extensions import db
from app.organisations import acting, queries
from app.organisations.models import ActsFor
from app.organisations.services import acting as acting_service
from app.organisations.services import joining, registering, verifying
from app.organisations.services.registering import Profile
from app.places.towns import town_of
from tests.factories.organisations import OrganisationFactory
from tests.factories.places import PlaceFactory


@pytest.fixture
def lindenau(app):
    return town_of(PlaceFactory(name="Lindenau", key="14000001"))


@pytest.fixture
def town_hall(lindenau, clara):
    profile = Profile("Stadt Lindenau", lindenau, mailbox="rathaus@lindenau.example")
    return registering.register_organisation("kommune", profile, actor=clara.actor)


def role_of(who, organisation):
    return next((role for role, scope in who.actor.roles if scope == organisation.id), None)


def test_staff_verifies_and_the_first_admin_is_appointed(town_hall, clara, mona, outbox):
    verifying.verify(town_hall, actor=mona.actor)
    assert (town_hall.verified_by, role_of(clara, town_hall)) == ("staff", "org_admin")
    assert outbox.to(clara.email)[-1].subject == "Stadt Lindenau ist verifiziert"
    actions = set(db.session.scalars(select(AuditEntry.action).where(AuditEntry.subject_id == town_hall.id)))
    assert {"organisation.registered", "organisation.verified", "organisation.role"} <= actions
    verifying.unverify(town_hall, actor=mona.actor)
    assert town_hall.verified_at is None


def test_a_domain_of_staff_verifies_and_appoints_whose_address_lies_in_it(town_hall, clara, mona):
    verifying.add_domain(town_hall, "@Example.org", actor=mona.actor)
    assert (town_hall.verified_by, role_of(clara, town_hall)) == ("domain", "org_admin")


def test_another_domain_does_not(town_hall, clara, mona):
    verifying.add_domain(town_hall, "anderswo.example", actor=mona.actor)
    assert (town_hall.verified_at, role_of(clara, town_hall)) == (None, "org_member")


def test_a_domain_of_several_organisations_verifies_none_of_them(town_hall, clara, mona):
    other = OrganisationFactory(title="Kreis", kind="verband")
    verifying.add_domain(town_hall, "example.org", actor=mona.actor)
    verifying.add_domain(other, "example.org", actor=mona.actor)
    db.session.refresh(town_hall)
    assert town_hall.verified_at is None
    verifying.remove_domain(other, "example.org", actor=mona.actor)
    db.session.refresh(town_hall)
    assert town_hall.verified_by == "domain"


def test_the_word_of_staff_outlives_a_domain(town_hall, clara, mona):
    verifying.verify(town_hall, actor=mona.actor)
    verifying.add_domain(town_hall, "example.org", actor=mona.actor)
    verifying.remove_domain(town_hall, "example.org", actor=mona.actor)
    assert town_hall.verified_by == "staff"


def test_a_free_mail_provider_proves_nothing(town_hall, mona, client, log_in):
    with pytest.raises(verifying.FreeMail):
        verifying.add_domain(town_hall, "gmx.de", actor=mona.actor)
    log_in(client, mona)
    answer = client.post("/redaktion/organisationen/stadt-lindenau", data={"domain": "web.de"})
    assert "sie beweist nichts" in answer.text


def test_the_first_with_a_proven_address_leads_what_staff_prepared(lindenau, clara, bernd, mona):
    profile = Profile("Stadt Lindenau", lindenau, mailbox="rathaus@lindenau.example")
    made = registering.register_organisation("kommune", profile, actor=mona.actor, for_others=True)
    verifying.add_domain(made, "example.org", actor=mona.actor)
    assert joining.ask_to_join(made, "", actor=clara.actor) is True
    assert joining.ask_to_join(made, "", actor=bernd.actor) is True
    assert (role_of(clara, made), role_of(bernd, made)) == ("org_admin", "org_member")


def test_marketing_acts_for_a_town_after_its_admin_confirmed(
    town_hall, lindenau, organisation, anna, clara, mona, outbox
):
    verifying.verify(town_hall, actor=mona.actor)
    acting_service.ask_to_act(organisation, lindenau, actor=anna.actor)
    assert "möchte für Lindenau handeln" in outbox.to(clara.email)[-1].subject
    assert not queries.may_speak_for_town(anna.actor, lindenau.id)
    bond = acting.find_bond(db.session.scalars(select(ActsFor.id)).one())
    acting_service.decide_acting(bond, True, actor=clara.actor)
    assert queries.may_speak_for_town(anna.actor, lindenau.id)
    assert set(queries.speakers_for_town(lindenau.id)) == {town_hall.id, organisation.id}
    acting_service.end_acting(bond, actor=anna.actor)
    assert not queries.may_speak_for_town(anna.actor, lindenau.id)


def test_a_declined_wish_to_act_is_simply_not_there(town_hall, lindenau, organisation, anna, mona, client):
    acting_service.ask_to_act(organisation, lindenau, actor=anna.actor)
    bond = db.session.scalars(select(ActsFor)).one()
    acting_service.decide_acting(bond, False, actor=mona.actor)
    page = client.get("/organisationen/stadtmarketing-lindenau").text
    assert "Handelt für" not in page
    assert "abgelehnt" not in page
    acting_service.ask_to_act(organisation, lindenau, actor=anna.actor)
    assert db.session.scalars(select(ActsFor.state)).one() == "requested"


def test_an_unverified_municipality_speaks_for_nobody(town_hall, lindenau, clara):
    assert queries.speakers_for_town(lindenau.id) == []


def test_all_of_it_in_the_browser(town_hall, lindenau, organisation, anna, clara, mona, client, log_in):
    log_in(client, anna)
    base = "/organisationen/stadtmarketing-lindenau/handelt-fuer"
    assert client.post(base, data={"place": "Lindenau"}).status_code == 303
    assert "wartet auf Bestätigung" in client.get(base).text
    log_in(client, mona)
    bond = db.session.scalars(select(ActsFor.id)).one()
    assert "für Lindenau" in client.get("/redaktion/organisationen").text
    assert "erste Verwaltung wartet" in client.get("/redaktion/organisationen").text
    client.post(f"/handelt-fuer/{bond}", data={"antwort": "ja"})
    assert "Handelt für" in client.get("/organisationen/stadtmarketing-lindenau").text
    assert "Stadtmarketing Lindenau" in client.get("/orte/14000001").text
    client.post("/redaktion/organisationen/stadt-lindenau/pruefung", data={"antwort": "ja"})
    assert "Verifiziert" in client.get("/organisationen/stadt-lindenau").text
    client.post("/redaktion/organisationen/stadt-lindenau/pruefung", data={"antwort": "nein"})
    assert "noch nicht bestätigt" in client.get("/organisationen/stadt-lindenau").text
    client.post("/redaktion/organisationen/stadt-lindenau", data={"domain": "lindenau.example"})
    assert "lindenau.example" in client.get("/redaktion/organisationen/stadt-lindenau").text
    client.post("/redaktion/organisationen/stadt-lindenau/domain-entfernen", data={"domain": "lindenau.example"})
    assert "Noch keine." in client.get("/redaktion/organisationen/stadt-lindenau").text


def test_another_organisation_does_not_decide(town_hall, lindenau, organisation, anna, clara, client, log_in):
    """Clara is a member of the town hall that nobody leads yet; Anna leads the one that asks."""
    acting_service.ask_to_act(organisation, lindenau, actor=anna.actor)
    bond = db.session.scalars(select(ActsFor.id)).one()
    log_in(client, anna)
    assert client.post(f"/handelt-fuer/{bond}", data={"antwort": "ja"}).status_code == 403
    log_in(client, clara)
    assert client.post(f"/handelt-fuer/{bond}", data={"antwort": "ja"}).status_code == 404


def test_the_account_leads_to_the_organisation_of_the_own_domain(organisation, clara, mona, client, log_in):
    log_in(client, clara)
    assert "noch zu keiner Organisation" in client.get("/konto/").text
    verifying.add_domain(organisation, "example.org", actor=mona.actor)
    assert "/organisationen/stadtmarketing-lindenau/beitreten" in client.get("/konto/").text
    joining.ask_to_join(organisation, "", actor=clara.actor)
    assert "Ihre Organisation" in client.get("/konto/").text


def test_a_page_behind_a_secret_link_is_kept_by_nobody(client, app):
    answer = client.get("/einladung/erfunden")
    assert answer.headers["Cache-Control"] == "no-store"
