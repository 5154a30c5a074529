"""The last free place among faces and partners, wanted by two at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from sqlalchemy import func, select

from app.campaigns.models import Campaign, CampaignVoice
from app.campaigns.services import parts
from app.core.transaction import transaction
from app.extensions import db
from app.media.models import Attachment
from tests.factories.campaigns import CampaignFactory
from tests.factories.pictures import picture
from tests.factories.support import NOBODY

FACE = parts.VoiceText("face", "Rosa Blum", "Blumenhändlerin", "Kommt vorbei!")


def number_of(table) -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(table))


def test_one_gets_it_and_the_other_leaves_no_picture_behind(app, town, monkeypatch):
    campaign = CampaignFactory(title="Hilfe", place_id=town.place.id, owner_id=town.organisation.id)
    with transaction():
        known = [CampaignVoice(campaign_id=campaign.id, name=f"Face {one}") for one in range(parts.MOST_VOICES - 1)]
        db.session.add_all(known)
    number, both, write = campaign.id, Barrier(2, timeout=20), parts._write_voice
    monkeypatch.setattr(parts, "_write_voice", lambda *what: (both.wait(), write(*what)))
    db.session.remove()

    def send(_one: int) -> bool:
        """Both have been told that there is room before either of them writes."""
        with app.app_context():
            try:
                parts.add_voice(db.session.get_one(Campaign, number), FACE, picture(), name="a.jpg", actor=NOBODY)
            except parts.TooMany:
                return False
            return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(send, range(2))) == [False, True]
    assert (number_of(CampaignVoice), number_of(Attachment)) == (parts.MOST_VOICES, 1)
