"""What organisations lend to the pages of others."""

from typing import Any

from flask import render_template
from sqlalchemy import select

from app.accounts.models import Grant
from app.core.permissions import who
from app.core.subjects import Subject, open_only
from app.extensions import db
from app.organisations import domains, membership, queries
from app.organisations.cards import card_columns, card_of
from app.organisations.models import ActsFor
from app.organisations.staff import bonds_count, waiting_count

MOST = 12


def of_place(place: Any) -> str:
    """The organisations of a town: those that sit there, and those that act for it."""
    acting = select(ActsFor.organisation_id).where(ActsFor.place_id == place.id, ActsFor.state == "confirmed")
    query = open_only(card_columns()).where(Subject.kind == "organisation")
    query = query.where((Subject.place_id == place.id) | Subject.id.in_(acting)).order_by(Subject.sort_key)
    cards = [card_of(row) for row in db.session.execute(query.limit(MOST + 1))]
    return render_template("organisations/_of_place.html", place=place, cards=cards[:MOST], has_more=len(cards) > MOST)


def of_desk(_subject: Any) -> str:
    return render_template("organisations/_desk.html", count=waiting_count(), bonds=bonds_count())


def of_account(person: Any) -> str:
    """What a person without organisation does next; the one her mail domain belongs to stands first."""
    values = {"own": queries.own_organisations(who()), "waiting": membership.waiting_for(person.id)}
    near = [] if values["own"] or person.confirmed_at is None else domains.organisations_at(person.email)
    return render_template("organisations/_of_account.html", near=near, **values)


def of_person(person: Any) -> str:
    """Where a person belongs to, for members; guests see what an organisation says of itself."""
    if who().is_guest:
        return ""
    query = open_only(select(Subject.title, Subject.slug)).join(Grant, Grant.scope_id == Subject.id)
    query = query.where(Subject.kind == "organisation")
    rows = db.session.execute(query.where(Grant.user_id == person.id).order_by(Subject.sort_key).limit(MOST)).all()
    return render_template("organisations/_of_person.html", organisations=rows) if rows else ""
