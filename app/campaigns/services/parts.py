"""The picture of a campaign, its faces and partners, and the shops the town names."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, func, select, update

from app.campaigns.kinds import OVER
from app.campaigns.models import Campaign, CampaignShop, CampaignVoice
from app.campaigns.services.writing import written
from app.core import clock
from app.core.actors import Actor
from app.core.storage import StoredFile
from app.core.subjects import Subject
from app.core.transaction import transaction
from app.extensions import db
from app.media.models import Attachment
from app.media.queries import file_url
from app.media.services import add_picture, remove_attachments
from app.shops.directory.wanted import shown
from app.shops.models import Shop

MOST_VOICES = 12
MOST_SHOPS = 2_000


@dataclass(frozen=True)
class VoiceText:
    kind: str
    name: str
    role: str
    words: str


class Refused(Exception):
    """str() is a German sentence."""


class TooMany(Refused):
    pass


class IsOver(Refused):
    """Who took part stands, and so does the sum."""

    def __init__(self) -> None:
        super().__init__("Die Hilfsaktion ist beendet; wer mitgemacht hat, steht fest.")


def set_picture(campaign: Campaign, content: bytes, *, name: str, alt: str, credit: str, actor: Actor) -> None:
    """Takes the place of the one before. Raises PictureRefused."""
    added = _added(campaign, content, name, alt, credit, actor)
    with transaction(campaign) as tx:
        old = campaign.picture_id
        campaign.picture_id = added
        db.session.flush()
        if old is not None:
            remove_attachments([old])
        query = select(StoredFile.name).join(Attachment, Attachment.file_id == StoredFile.id)
        file_name = db.session.scalar(query.where(Attachment.id == added)) or ""
        image = {"url": file_url(added, file_name, small=True), "alt": alt}
        campaign.subject.card = {**campaign.subject.card, "image": image}
        written(campaign, tx, actor)


def remove_picture(campaign: Campaign, *, actor: Actor) -> None:
    with transaction(campaign) as tx:
        if campaign.picture_id is not None:
            old, campaign.picture_id = campaign.picture_id, None
            db.session.flush()
            remove_attachments([old])
            campaign.subject.card = {key: one for key, one in campaign.subject.card.items() if key != "image"}
            written(campaign, tx, actor)


def add_voice(campaign: Campaign, text: VoiceText, picture: bytes, *, name: str, actor: Actor) -> None:
    """Whoever is named here has agreed, says the town. Raises PictureRefused, TooMany."""
    _room_for_one(campaign)
    alt = f"Logo von {text.name}" if text.kind == "partner" else f"Porträt von {text.name}"
    added = _added(campaign, picture, name, alt, "", actor) if picture else None
    try:
        _write_voice(campaign, text, added, actor)
    except TooMany:
        if added is not None:
            remove_attachments([added])
        raise


def _room_for_one(campaign: Campaign) -> None:
    """Asked before a picture is taken in, and once more under the lock: another may have come meanwhile."""
    number = select(func.count()).select_from(CampaignVoice).where(CampaignVoice.campaign_id == campaign.id)
    if (db.session.scalar(number) or 0) >= MOST_VOICES:
        raise TooMany(f"Bitte höchstens {MOST_VOICES} Gesichter und Partner.")


def _write_voice(campaign: Campaign, text: VoiceText, picture_id: int | None, actor: Actor) -> None:
    with transaction(campaign) as tx:
        _room_for_one(campaign)
        last = select(func.max(CampaignVoice.position)).where(CampaignVoice.campaign_id == campaign.id)
        row = CampaignVoice(campaign_id=campaign.id, picture_id=picture_id, position=(db.session.scalar(last) or 0) + 1)
        row.kind, row.name, row.role, row.words = text.kind, text.name, text.role, text.words
        db.session.add(row)
        written(campaign, tx, actor)


def remove_voice(campaign: Campaign, number: int, *, actor: Actor) -> None:
    """Name, words and picture go for good."""
    with transaction(campaign) as tx:
        row = db.session.get(CampaignVoice, number)
        if row is None or row.campaign_id != campaign.id:
            return
        picture = row.picture_id
        db.session.delete(row)
        db.session.flush()
        if picture is not None:
            remove_attachments([picture])
        written(campaign, tx, actor)


def _added(campaign: Campaign, content: bytes, name: str, alt: str, credit: str, actor: Actor) -> int:
    number = add_picture(campaign.subject, content, name=name, actor=actor).id
    with transaction(campaign, raises_cache=False):
        is_public = campaign.subject.state == "published"
        values = {"alt_text": alt, "credit": credit, "is_published": is_public}
        db.session.execute(update(Attachment).where(Attachment.id == number).values(values))
    return number


def choose_shops(campaign: Campaign, ids: Sequence[int], *, actor: Actor) -> int:
    """Name shops of the town that everybody may see; returns how many are new. Raises TooMany, IsOver."""
    with transaction(campaign) as tx:
        _still_open(campaign)
        known = set(db.session.scalars(_rows(campaign, CampaignShop.is_chosen)))
        new = set(db.session.scalars(_shops_here(campaign, ids[:MOST_SHOPS]))) - known
        if len(known) + len(new) > MOST_SHOPS:
            raise TooMany(f"Bitte höchstens {MOST_SHOPS} Läden; nehmen Sie sonst die ganze Gemeinde.")
        if new:
            _choose(campaign, new)
            written(campaign, tx, actor)
    return len(new)


def _shops_here(campaign: Campaign, ids: Sequence[int]) -> Any:
    query = select(Subject.id).join(Shop, Shop.id == Subject.id).where(*shown(), Subject.id.in_(ids))
    return query.where(Subject.place_id == campaign.subject.place_id)


def _choose(campaign: Campaign, new: Collection[int]) -> None:
    """Three statements, however many."""
    mine = CampaignShop.shop_id.in_(new)
    there = set(db.session.scalars(_rows(campaign, mine)))
    db.session.add_all(CampaignShop(campaign_id=campaign.id, shop_id=one) for one in sorted(set(new) - there))
    db.session.flush()
    chosen = update(CampaignShop).where(CampaignShop.campaign_id == campaign.id, mine)
    db.session.execute(chosen.values(is_chosen=True))


def _still_open(campaign: Campaign) -> None:
    if campaign.phase == OVER:
        raise IsOver


def drop_shop(campaign: Campaign, number: int, *, actor: Actor) -> None:
    """What the shop itself has said stays with it. Raises IsOver."""
    with transaction(campaign) as tx:
        _still_open(campaign)
        mine = (CampaignShop.campaign_id == campaign.id, CampaignShop.shop_id == number)
        db.session.execute(update(CampaignShop).where(*mine).values(is_chosen=False))
        unsaid = (CampaignShop.left_at.is_(None), CampaignShop.told_at.is_(None), CampaignShop.shares_sum.is_(False))
        db.session.execute(delete(CampaignShop).where(*mine, *unsaid))
        written(campaign, tx, actor)


def _rows(campaign: Campaign, *conditions: Any) -> Any:
    return select(CampaignShop.shop_id).where(CampaignShop.campaign_id == campaign.id, *conditions)


def decide(campaign: Campaign, shop_id: int, *, takes_part: bool, shares_sum: bool) -> None:
    """The shop says whether it takes part, and whether the town may read its own sum.

    When the campaign is over, who took part stands; the sum may still be shown or hidden.
    """
    with transaction(campaign):
        row = db.session.get(CampaignShop, (campaign.id, shop_id), populate_existing=True)
        if row is None:
            row = CampaignShop(campaign_id=campaign.id, shop_id=shop_id)
            db.session.add(row)
        if campaign.phase == OVER:
            takes_part = row.left_at is None
        row.left_at = None if takes_part else row.left_at or clock.now()
        row.shares_sum = shares_sum and takes_part
