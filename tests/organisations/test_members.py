"""Joining, inviting, roles, and leaving."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from app.accounts.models import User
from app.accounts.services.leaving import NotYet
from app.accounts.services.leaving import leave as leave_network
from app.core import clock
from app.core.transaction import transaction
from app.extensions import db
from app.organisations import leaving, membership
from app.organisations.models import MembershipRequest
from app.organisations.services import joining, members, verifying
from tests.harness.cast import person

EVA = "eva@example.org"


def role_of(who, organisation):
    return next((role for role, scope in who.actor.roles if scope == organisation.id), None)


def wish_of(organisation, who):
    return membership.open_request_of(organisation.id, who.user_id)


def invitation_link(outbox):
    return re.search(r"http://\S+(/einladung/\S+)", outbox.to(EVA)[-1].text).group(1)


def test_a_wish_to_join_is_stored_and_told_to_the_admins(organisation, anna, clara, outbox):
    assert joining.ask_to_join(organisation, "Ich bin die Neue.", actor=clara.actor) is False
    assert wish_of(organisation, clara).message == "Ich bin die Neue."
    assert "Ich bin die Neue." in outbox.to(anna.email)[0].text
    assert role_of(clara, organisation) is None


def test_asking_twice_is_one_wish(organisation, anna, clara, outbox):
    for _ in range(2):
        joining.ask_to_join(organisation, "", actor=clara.actor)
    assert len(outbox.to(anna.email)) == 1


def test_a_member_cannot_ask_again(organisation, bernd):
    with pytest.raises(joining.AlreadyMember):
        joining.ask_to_join(organisation, "", actor=bernd.actor)


def test_an_accepted_wish_makes_a_member_and_a_mail(organisation, anna, clara, outbox):
    joining.ask_to_join(organisation, "", actor=clara.actor)
    wish = wish_of(organisation, clara)
    for _ in range(2):
        joining.accept_wish(wish, "org_editor", actor=anna.actor)
    assert role_of(clara, organisation) == "org_editor"
    assert [letter.subject for letter in outbox.to(clara.email)] == ["Willkommen bei Stadtmarketing Lindenau"]


def test_a_declined_wish_is_told_kindly_and_can_be_repeated(organisation, anna, clara, outbox):
    joining.ask_to_join(organisation, "", actor=clara.actor)
    joining.decline_wish(wish_of(organisation, clara), actor=anna.actor)
    assert role_of(clara, organisation) is None
    assert len(outbox.to(clara.email)) == 1
    joining.ask_to_join(organisation, "", actor=clara.actor)
    assert wish_of(organisation, clara)


def test_a_wish_can_be_taken_back(organisation, clara):
    joining.ask_to_join(organisation, "", actor=clara.actor)
    joining.withdraw_wish(organisation, actor=clara.actor)
    assert wish_of(organisation, clara) is None


def test_the_own_mail_domain_lets_in_at_once(organisation, anna, clara, mona):
    verifying.add_domain(organisation, "example.org", actor=mona.actor)
    assert joining.ask_to_join(organisation, "", actor=clara.actor) is True
    assert role_of(clara, organisation) == "org_member"


def test_an_unconfirmed_address_does_not(organisation, clara, mona):
    verifying.add_domain(organisation, "example.org", actor=mona.actor)
    with transaction():
        db.session.execute(update(User).where(User.id == clara.user_id).values(confirmed_at=None))
    assert joining.ask_to_join(organisation, "", actor=clara.actor) is False


def test_an_invitation_works_for_somebody_without_an_account(organisation, anna, client, log_in, outbox):
    joining.invite(organisation, EVA, "org_editor", "Komm dazu!", actor=anna.actor)
    link = invitation_link(outbox)
    page = client.get(link).text
    assert "Stadtmarketing Lindenau" in page
    assert "/konto/registrieren?weiter=" in page
    eva = person("Eva Ehrlich")
    log_in(client, eva)
    assert client.post(link, data={"antwort": "ja"}).status_code == 303
    assert role_of(eva, organisation) == "org_editor"
    assert client.get(link).status_code == 410


def test_an_invitation_can_be_declined_taken_back_or_grow_old(organisation, anna, client, outbox):
    joining.invite(organisation, EVA, "org_member", "", actor=anna.actor)
    first = invitation_link(outbox)
    joining.invite(organisation, EVA, "org_member", "", actor=anna.actor)
    assert client.get(first).status_code == 410, "a newer one makes the older worthless"
    assert client.post(invitation_link(outbox), data={"antwort": "nein"}).status_code == 303
    assert client.get(invitation_link(outbox)).status_code == 410
    joining.invite(organisation, EVA, "org_member", "", actor=anna.actor)
    with transaction():
        db.session.execute(update(MembershipRequest).values(expires_at=clock.now() - timedelta(seconds=1)))
    assert client.get(invitation_link(outbox)).status_code == 410


def test_the_secret_of_an_invitation_is_not_stored(organisation, anna, outbox):
    joining.invite(organisation, EVA, "org_member", "", actor=anna.actor)
    stored = db.session.scalars(select(MembershipRequest.token_hash)).one()
    assert stored not in invitation_link(outbox)


def test_roles_change_and_the_last_admin_stays(organisation, anna, bernd):
    with pytest.raises(members.LastAdmin):
        members.change_role(organisation, anna.handle, "org_member", actor=anna.actor)
    with pytest.raises(members.LastAdmin):
        members.remove_member(organisation, anna.handle, actor=anna.actor)
    members.change_role(organisation, bernd.handle, "org_admin", actor=anna.actor)
    members.remove_member(organisation, anna.handle, actor=anna.actor)
    assert role_of(anna, organisation) is None
    assert role_of(bernd, organisation) == "org_admin"


def test_the_last_admin_cannot_leave_the_network_while_others_stay(organisation, anna, bernd):
    (objection,) = leaving.last_admin_objections(anna.user_id)
    assert objection.url == "/organisationen/stadtmarketing-lindenau/mitglieder"
    with pytest.raises(NotYet):
        leave_network(anna.user_id)
    assert leaving.last_admin_objections(bernd.user_id) == []


def test_leaving_the_network_leaves_no_wish_behind(organisation, anna, clara, run_jobs):
    joining.ask_to_join(organisation, "", actor=clara.actor)
    leave_network(clara.user_id)
    run_jobs()
    assert db.session.scalars(select(MembershipRequest)).all() == []


def test_own_data_name_roles_and_wishes(organisation, anna, clara):
    joining.ask_to_join(organisation, "", actor=clara.actor)
    assert leaving.export(anna.user_id)["rollen"][0]["organisation"] == "Stadtmarketing Lindenau"
    assert leaving.export(clara.user_id)["anfragen"][0]["stand"] == "open"


def test_guests_see_only_people_who_show_themselves(organisation, anna, bernd, client, log_in, clara):
    with transaction():
        values = {"visibility": {"position": "public"}, "position": "Leiterin"}
        db.session.execute(update(User).where(User.id == anna.user_id).values(**values))
    page = client.get("/organisationen/stadtmarketing-lindenau").text
    assert "Anna Adler" in page
    assert "Bernd Busch" not in page
    log_in(client, clara)
    assert "Bernd Busch" in client.get("/organisationen/stadtmarketing-lindenau").text


def test_an_admin_does_all_of_it_in_the_browser(organisation, anna, bernd, clara, client, log_in, outbox):
    joining.ask_to_join(organisation, "", actor=clara.actor)
    wish = wish_of(organisation, clara)
    log_in(client, anna)
    base = "/organisationen/stadtmarketing-lindenau"
    assert "Clara Christ" in client.get(f"{base}/mitglieder").text
    client.post(f"{base}/anfragen/{wish.id}", data={"antwort": "ja", "role": "org_editor"})
    assert role_of(clara, organisation) == "org_editor"
    client.post(f"{base}/mitglieder/{clara.handle}", data={"role": "org_admin"})
    assert role_of(clara, organisation) == "org_admin"
    client.post(f"{base}/mitglieder/{bernd.handle}/entfernen")
    assert role_of(bernd, organisation) is None
    client.post(f"{base}/mitglieder", data={"email": EVA, "role": "org_member"})
    assert len(outbox.to(EVA)) == 1
    assert client.post(f"{base}/mitglieder", data={"email": "kaputt", "role": "org_member"}).status_code == 422
    assert client.post(f"{base}/verlassen").status_code == 303
    assert role_of(anna, organisation) is None


def test_a_role_that_does_not_exist_is_never_given(organisation, anna, bernd, clara, client, log_in):
    joining.ask_to_join(organisation, "", actor=clara.actor)
    wish = wish_of(organisation, clara)
    log_in(client, anna)
    base = "/organisationen/stadtmarketing-lindenau"
    assert client.post(f"{base}/mitglieder/{bernd.handle}", data={"role": "admin"}).status_code == 422
    client.post(f"{base}/anfragen/{wish.id}", data={"antwort": "ja", "role": "admin"})
    assert role_of(clara, organisation) == "org_member"
