"""The invented campaign of the demo: it runs around the day it is loaded, over the invented shops and nothing else."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from sqlalchemy import delete, select

from app.campaigns import window
from app.campaigns.cards import card_for
from app.campaigns.kinds import CAMPAIGN
from app.campaigns.models import Campaign, CampaignShop, CampaignVoice
from app.core import clock, storage
from app.core.markup import RENDERER_VERSION, render
from app.core.pictures import read_picture
from app.core.subjects import Subject, give_slug
from app.core.text import sort_key
from app.demo.attachments import CREDIT
from app.demo.cases import ORIGIN
from app.demo.records import FOLDER, DemoCampaign
from app.demo.shops import HEIDELBERG
from app.extensions import db
from app.media.models import Attachment
from app.media.queries import file_url
from app.places.matching import by_key


def load_campaigns(
    listed: Sequence[DemoCampaign], organisations: Mapping[str, int], shops: Mapping[str, int]
) -> list[int]:
    """Write them; inside a transaction(). organisations, shops: ids by key. Returns the subject ids."""
    query = select(Subject.external_id, Subject.id).where(Subject.kind == CAMPAIGN, Subject.origin == ORIGIN)
    known = {row.external_id: row.id for row in db.session.execute(query)}
    there = [one for one in listed if one.organisation in organisations]
    return [_load(one, known.get(one.key), organisations[one.organisation], shops) for one in there]


def _load(one: DemoCampaign, known: int | None, owner_id: int, shops: Mapping[str, int]) -> int:
    campaign, town = db.session.get_one(Campaign, known) if known else _new(one), by_key(HEIDELBERG)
    subject, today = campaign.subject, clock.today()
    subject.title, subject.summary, subject.sort_key = one.title, one.summary, sort_key(one.title)
    subject.owner_id, subject.place_id = owner_id, town.id if town else None
    campaign.occasion, campaign.covers, campaign.helps, campaign.contact = (
        one.occasion,
        "chosen",
        one.helps,
        one.contact,
    )
    campaign.story_md, campaign.renderer_version = one.story, RENDERER_VERSION
    campaign.story_html = render(one.story).html
    campaign.starts_at = window.starting(today - timedelta(days=one.begun_days_ago), None)
    campaign.ends_at = window.ending(today + timedelta(days=one.days), None)
    campaign.opened_at, campaign.closed_at = clock.now(), None
    _write_parts(campaign, one, shops)
    subject.card = {**subject.card, **card_for(campaign)}
    return campaign.id


def _new(one: DemoCampaign) -> Campaign:
    subject = Subject(kind=CAMPAIGN, origin=ORIGIN, external_id=one.key, title=one.title, published_at=clock.now())
    db.session.add(subject)
    db.session.flush()
    give_slug(subject)
    subject.state = "published"
    campaign = Campaign(id=subject.id)
    campaign.subject = subject
    db.session.add(campaign)
    db.session.flush()
    _hang(one, campaign)
    return campaign


def _hang(one: DemoCampaign, campaign: Campaign) -> None:
    read = read_picture((FOLDER / one.image).read_bytes())
    full, small = (
        storage.keep(
            size.content, name=f"{one.key}{end}.webp", media_type=size.media_type, width=size.width, height=size.height
        )
        for size, end in ((read.full, ""), (read.small, "-klein"))
    )
    row = Attachment(subject_id=campaign.id, role="image", file=full, thumbnail_file_id=small.id, position=1)
    row.alt_text, row.credit, row.is_published = one.image_alt, CREDIT, True
    db.session.add(row)
    db.session.flush()
    campaign.picture_id = row.id
    campaign.subject.card = {"image": {"url": file_url(row.id, full.name, small=True), "alt": one.image_alt}}


def _write_parts(campaign: Campaign, one: DemoCampaign, shops: Mapping[str, int]) -> None:
    """Shops and voices, anew."""
    for model in (CampaignShop, CampaignVoice):
        db.session.execute(delete(model).where(model.campaign_id == campaign.id))
    db.session.add_all(CampaignShop(campaign_id=campaign.id, shop_id=shops[key], is_chosen=True) for key in one.shops)
    db.session.add_all(
        CampaignVoice(campaign_id=campaign.id, position=at, **voice.model_dump()) for at, voice in enumerate(one.voices)
    )
    db.session.flush()
