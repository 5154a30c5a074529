"""One campaign by its address, and what hangs on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, or_, select, union
from sqlalchemy.orm import contains_eager

from app.campaigns.kinds import CAMPAIGN
from app.campaigns.models import Campaign, CampaignVoice
from app.core.actors import Actor
from app.core.storage import StoredFile
from app.core.subjects import Subject
from app.extensions import db
from app.media.models import Attachment
from app.media.queries import file_url
from app.organisations.models import ActsFor, Organisation
from app.places.models import Place


def find_campaign(slug: str) -> Campaign | None:
    """By the last part of its address: the slug, of a draft its public id."""
    if len(slug) > 100 or "\0" in slug:
        return None
    named = or_(Subject.slug == slug, (Subject.slug.is_(None)) & (Subject.public_id == slug))
    query = select(Campaign).join(Campaign.subject).options(contains_eager(Campaign.subject))
    return db.session.scalar(query.where(Subject.kind == CAMPAIGN, named))


def find_open(slug: str) -> Campaign | None:
    """Only what everyone may see."""
    campaign = find_campaign(slug)
    return campaign if campaign and campaign.subject.is_open else None


def around(campaign: Campaign) -> Any:
    """(place_name, place_key, state_key, owner_name, owner_slug) of the town and its organisation."""
    owner = select(Subject.title, Subject.slug).where(Subject.id == campaign.subject.owner_id).subquery()
    columns = (Place.name.label("place_name"), Place.key.label("place_key"), Place.state_key)
    query = select(*columns, owner.c.title.label("owner_name"), owner.c.slug.label("owner_slug"))
    return db.session.execute(
        query.select_from(Place)
        .outerjoin(owner, owner.c.title.is_not(None))
        .where(Place.id == campaign.subject.place_id)
    ).first()


@dataclass(frozen=True)
class Picture:
    url: str
    small_url: str
    alt: str
    credit: str
    width: int | None
    height: int | None


def pictures_of(campaign: Campaign) -> dict[int, Picture]:
    """By the id of the attachment: the campaign's own, and those of faces and partners."""
    columns = (Attachment.id, Attachment.alt_text, Attachment.credit, StoredFile.name, StoredFile.width)
    query = select(*columns, StoredFile.height).join(StoredFile, StoredFile.id == Attachment.file_id)
    rows = db.session.execute(query.where(Attachment.subject_id == campaign.id, Attachment.role == "image"))
    return {
        r.id: Picture(
            file_url(r.id, r.name), file_url(r.id, r.name, small=True), r.alt_text, r.credit, r.width, r.height
        )
        for r in rows
    }


def voices_of(campaign_id: int) -> Sequence[CampaignVoice]:
    """Faces first, then partners, each in their order."""
    query = select(CampaignVoice).where(CampaignVoice.campaign_id == campaign_id)
    return db.session.scalars(query.order_by(CampaignVoice.kind, CampaignVoice.position, CampaignVoice.id)).all()


def towns_of(actor: Actor) -> list[Row[Any]]:
    """(organisation_id, organisation, place_id, place) in whose name the person may call for help."""
    mine = actor.organisation_ids("org_admin", "org_editor")
    if not mine:
        return []
    own = select(Organisation.id.label("org"), Organisation.town_id.label("town")).where(
        Organisation.verified_at.is_not(None), Organisation.town_id.is_not(None), Organisation.id.in_(mine)
    )
    acting = select(ActsFor.organisation_id, ActsFor.place_id).where(
        ActsFor.state == "confirmed", ActsFor.organisation_id.in_(mine)
    )
    both = union(own, acting).subquery()
    columns = (Subject.id.label("organisation_id"), Subject.title.label("organisation"), Place.id.label("place_id"))
    query = select(*columns, Place.name.label("place")).select_from(both)
    query = query.join(Subject, Subject.id == both.c.org).join(Place, Place.id == both.c.town)
    return list(db.session.execute(query.where(Subject.state == "published").order_by(Place.name, Subject.title)))


def own_campaigns(actor: Actor) -> list[Row[Any]]:
    """(title, slug, public_id, state, starts_at, ends_at, stopped_at, place) of the person's organisations."""
    columns = (Subject.title, Subject.slug, Subject.public_id, Subject.state, Place.name.label("place"))
    query = select(*columns, Campaign.starts_at, Campaign.ends_at, Campaign.stopped_at)
    query = query.join(Campaign, Campaign.id == Subject.id).outerjoin(Place, Place.id == Subject.place_id)
    mine = query.where(Subject.owner_id.in_(actor.organisation_ids()))
    return list(db.session.execute(mine.order_by(Subject.created_at.desc(), Subject.id.desc()).limit(100)))
