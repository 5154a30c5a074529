"""Who may do what with people. Own pages under /konto/ are open to every member and to nobody else's."""

from typing import Any

from app.core.actors import Actor
from app.core.permissions import Action, Rules, anyone, is_admin, is_moderator


class ProfileAction(Action):
    VIEW = "people:view"  # read a profile; each field has its own readers


class PersonAction(Action):
    LIST = "redaktion:people"  # find people, by staff
    VIEW = "redaktion:person"  # see one of them with address and roles
    BLOCK = "redaktion:block"  # block and unblock
    ROLES = "redaktion:roles"  # give and take site roles


def is_somebody_else(actor: Actor, person: Any) -> bool:
    """Nobody blocks himself or changes his own roles."""
    return person is None or person.id != actor.id


def is_no_staff(actor: Actor, person: Any) -> bool:
    return not person.site_roles


RULES: Rules = {
    ProfileAction.VIEW: [[anyone]],
    PersonAction.LIST: [[is_moderator]],
    PersonAction.VIEW: [[is_moderator]],
    PersonAction.BLOCK: [[is_admin, is_somebody_else], [is_moderator, is_somebody_else, is_no_staff]],
    PersonAction.ROLES: [[is_admin, is_somebody_else]],
}
