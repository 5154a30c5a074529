"""The step that wrote the moment of confirmation onto cards, run over real rows, back and forth."""

from datetime import datetime

from flask_migrate import downgrade, upgrade
from sqlalchemy import select, update

from app.core import clock
from app.core.subjects import Subject
from app.extensions import db
from config import ROOT
from tests.factories.shops import ShopFactory

STEPS, BEFORE = str(ROOT / "migrations"), "202611221700"


def cards(*shops) -> list[dict]:
    db.session.rollback()
    return [db.session.scalar(select(Subject.card).where(Subject.id == one)) for one in shops]


def test_each_card_says_when_its_entry_was_confirmed(app):
    now = clock.now()
    confirmed = ShopFactory(claimed_at=None, confirmed_at=now, confirmed_by="city").id
    claimed = ShopFactory(claimed_at=now).id
    nobodys, closed = ShopFactory(claimed_at=None).id, ShopFactory(claimed_at=now, closed_at=now).id
    db.session.execute(update(Subject).values(card={"meta": ["Bücher"]}))
    db.session.commit()
    db.session.remove()
    downgrade(directory=STEPS, revision=BEFORE)
    upgrade(directory=STEPS)
    assert [sorted(one) for one in cards(nobodys, closed)] == [["meta"], ["meta"]]
    for card in cards(confirmed, claimed):
        assert card["meta"] == ["Bücher"]
        assert datetime.fromisoformat(card["confirmed"]) == now
