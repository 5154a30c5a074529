"""flask accounts …: for the operator at the machine."""

import click
from flask.cli import AppGroup
from sqlalchemy import select

from app.accounts import passwords
from app.accounts.models import User
from app.accounts.names import cleaned_name
from app.accounts.services.handles import add_with_handle
from app.accounts.services.log_ins import end_all_log_ins
from app.accounts.services.roles import give_role
from app.accounts.services.staff import unblock_person
from app.core import audit, clock
from app.core.actors import Actor
from app.core.addresses import fold_address, normal_address
from app.core.transaction import transaction
from app.extensions import db

accounts = AppGroup("accounts", help="People who may enter.")


@accounts.command("create-admin")
@click.option("--name", prompt="Name", help="first and last name")
@click.option("--email", prompt="E-mail address", help="for log-in and mail")
@click.option("--password", prompt=True, hide_input=True, confirmation_prompt=True, help="at least 10 characters")
def create_admin(name: str, email: str, password: str) -> None:
    """Make a person who may do everything; one with this name and address gets the role and the new password."""
    try:
        address = normal_address(email)
    except ValueError:
        raise click.BadParameter(f"{email} is no e-mail address", param_hint="--email") from None
    if objection := passwords.objection(password, address):
        raise click.BadParameter(objection, param_hint="--password")
    if not (name := cleaned_name(name)):
        raise click.BadParameter("the name is empty", param_hint="--name")
    click.echo(f"Admin {_make_admin(name, address, password)} may log in at /konto/anmelden.")


def _make_admin(name: str, address: str, password: str) -> str:
    """Returns the handle."""
    hashed = passwords.hash_password(password)
    with transaction(raises_cache=False):
        folded = fold_address(address)
        query = select(User).where(User.email_folded == folded, User.name == name, User.left_at.is_(None))
        person = db.session.scalar(query)
        if person is None:
            person = User(name=name, email=address, email_folded=folded, confirmed_at=clock.now())
            add_with_handle(person)
        unblock_person(person.id, actor=Actor())
        person.password_hash = hashed
        end_all_log_ins(person.id)
        give_role(person.id, "admin")
        audit.record("person.roles", actor_id=None, person=person.public_id, roles=["admin"])
        return person.handle
