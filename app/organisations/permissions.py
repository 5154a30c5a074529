"""Who may do what with organisations. An organisation's subject row is owned by itself, so the shared rules fit."""

from typing import Any

from app.core.actors import Actor
from app.core.permissions import (
    Action,
    Rules,
    is_admin,
    is_moderator,
    is_open,
    is_signed_in,
    leads_owner,
    speaks_for_owner,
)
from app.organisations.models import ActsFor


class OrganisationAction(Action):
    CREATE = "organisations:create"  # register a new one
    VIEW = "organisations:view"  # read the page; a withdrawn one only for its people and staff
    EDIT = "organisations:edit"  # description, logo, website, mailbox
    MAILBOX = "organisations:mailbox"  # type the code that came to the mailbox, ask for another
    MEMBERS = "organisations:members"  # see members and requests, give roles, invite, decide
    JOIN = "organisations:join"  # ask to become a member
    LEAVE = "organisations:leave"  # go, if another admin stays
    WITHDRAW = "organisations:withdraw"  # take the organisation from the public
    ACT = "organisations:act"  # ask to act for a town


class ActingAction(Action):
    VIEW = "acting:view"  # know of a request to act for a town
    DECIDE = "acting:decide"  # the town's admins or staff confirm it


class StaffAction(Action):
    MANAGE = "redaktion:organisations"  # verify, enter mail domains, confirm first admins


def is_outsider(actor: Actor, thing: Any) -> bool:
    return not speaks_for_owner(actor, thing)


def is_marketing(actor: Actor, organisation: Any) -> bool:
    """Only Stadtmarketing / Wirtschaftsförderung may act for a town."""
    return organisation.kind == "stadtmarketing"


def leads_the_town(actor: Actor, bond: ActsFor) -> bool:
    """Leads the municipality that is asked; `town_organisation_id` was loaded with the bond."""
    return getattr(bond, "town_organisation_id", None) in actor.organisation_ids("org_admin")


def leads_the_asking(actor: Actor, bond: ActsFor) -> bool:
    return bond.organisation_id in actor.organisation_ids("org_admin")


RULES: Rules = {
    OrganisationAction.CREATE: [[is_signed_in]],
    OrganisationAction.VIEW: [[is_open], [speaks_for_owner], [is_moderator]],
    OrganisationAction.EDIT: [[leads_owner], [is_admin]],
    OrganisationAction.MAILBOX: [[speaks_for_owner], [is_admin]],
    OrganisationAction.MEMBERS: [[leads_owner], [is_admin]],
    OrganisationAction.JOIN: [[is_signed_in, is_open, is_outsider]],
    OrganisationAction.LEAVE: [[speaks_for_owner]],
    OrganisationAction.WITHDRAW: [[leads_owner], [is_admin]],
    OrganisationAction.ACT: [[leads_owner, is_marketing]],
    ActingAction.VIEW: [[leads_the_town], [leads_the_asking], [is_moderator]],
    ActingAction.DECIDE: [[leads_the_town], [is_moderator]],
    StaffAction.MANAGE: [[is_moderator]],
}
