"""Cards of measures and cases for other pages: what everyone may see, and what may count as a reference."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Row, or_

from app.core.subjects import Subject, open_only
from app.extensions import db
from app.organisations.cards import Card, card_columns, card_of, owner_organisation
from app.practices.models import CaseStudy

ROWS = open_only(
    card_columns()
    .add_columns(CaseStudy.is_stub, CaseStudy.town_confirmed_at)
    .outerjoin(CaseStudy, CaseStudy.id == Subject.id)
)


def counts_as_reference() -> ColumnElement[bool]:
    """A vendor's case is a reference only when the town has confirmed it (decision 13)."""
    return or_(
        owner_organisation.kind.is_(None),
        owner_organisation.kind != "anbieter",
        CaseStudy.id.is_(None),
        CaseStudy.town_confirmed_at.is_not(None),
    )


def open_cards(ids: Sequence[int]) -> dict[int, Card]:
    """Cards by id, with extra["is_stub"]; unconfirmed vendors' cases are left out."""
    if not ids:
        return {}
    rows = db.session.execute(ROWS.where(Subject.id.in_(ids), counts_as_reference()))
    return {row.id: with_stub(row) for row in rows}


def with_stub(row: Row[Any]) -> Card:
    return replace(card_of(row), extra={"is_stub": bool(row.is_stub)})
