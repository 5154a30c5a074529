"""Preparing a campaign: begin, autosave, save, switch on, stop; of two who write, each keeps what he wrote."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, select, update

from app.campaigns import window
from app.campaigns.cards import card_for
from app.campaigns.events import CampaignChanged, CampaignPublished, CampaignStopped
from app.campaigns.kinds import CAMPAIGN, OVER
from app.campaigns.models import Campaign, CampaignShop
from app.core import audit, clock
from app.core.actors import Actor
from app.core.drafts import Draft, Revision
from app.core.markup import RENDERER_VERSION, render
from app.core.merging import Merge, merge
from app.core.subjects import Subject, give_slug
from app.core.text import sort_key
from app.core.transaction import Transaction, touch, transaction
from app.extensions import db
from app.media.models import Attachment

RESERVED = ("mitmachen",)


class NotReady(Exception):
    """Why it can't be switched on, as German sentences."""

    def __init__(self, *sentences: str) -> None:
        super().__init__(" ".join(sentences))
        self.sentences = sentences


@dataclass(frozen=True)
class Plan:
    """What a form says. starts_at, ends_at: both or none."""

    title: str
    occasion: str
    summary: str = ""
    story_md: str = ""
    covers: str = "town"
    helps: tuple[str, ...] = ()
    contact: str = ""
    starts_at: datetime | None = None
    ends_at: datetime | None = None

    def values(self) -> dict[str, Any]:
        """By field, as compared between two writers; the window is one."""
        times = [one.isoformat() for one in (self.starts_at, self.ends_at) if one]
        words = {name: getattr(self, name) for name in ("title", "occasion", "summary", "covers", "contact")}
        return {**words, "story": self.story_md, "helps": list(self.helps), "window": times}


def plan_of(campaign: Campaign) -> Plan:
    names = ("occasion", "story_md", "covers", "contact", "starts_at", "ends_at")
    own: dict[str, Any] = {name: getattr(campaign, name) for name in names}
    return Plan(title=campaign.subject.title, summary=campaign.subject.summary, helps=tuple(campaign.helps), **own)


def begin(owner_id: int, place_id: int, plan: Plan, *, actor: Actor) -> Campaign:
    """A draft in the name of the town's organisation."""
    with transaction(raises_cache=False):
        subject = Subject(kind=CAMPAIGN, title=plan.title, owner_id=owner_id, place_id=place_id, author_id=actor.id)
        db.session.add(subject)
        db.session.flush()
        campaign = Campaign(id=subject.id)
        campaign.subject = subject
        db.session.add(campaign)
        _write(campaign, plan.values())
    return campaign


def save(campaign: Campaign, plan: Plan, *, seen: Mapping[str, str], actor: Actor) -> Merge:
    """Write what differs from what the form showed (seen: its marks), but not over what others wrote meanwhile.

    Those fields come back as conflicts; a public campaign shows the rest at once.
    """
    with transaction(campaign) as tx:
        result = merge(plan_of(campaign).values(), plan.values(), seen_version=0, seen=seen)
        if result.values:
            _write(campaign, result.values)
            written(campaign, tx, actor)
            _revise(campaign, actor)
        if not result.conflicts:
            db.session.execute(delete(Draft).where(Draft.subject_id == campaign.id))
    return result


def _write(campaign: Campaign, values: Mapping[str, Any]) -> None:
    subject = campaign.subject
    for name in ("occasion", "covers", "contact", "helps"):
        if name in values:
            setattr(campaign, name, values[name])
    if "title" in values:
        subject.title, subject.sort_key = values["title"], sort_key(values["title"])
    subject.summary = values.get("summary", subject.summary)
    if "story" in values:
        campaign.story_md, campaign.renderer_version = values["story"], RENDERER_VERSION
        campaign.story_html = render(values["story"]).html
    if "window" in values:
        times = [datetime.fromisoformat(one) for one in values["window"]]
        campaign.starts_at, campaign.ends_at = times or (None, None)


def written(campaign: Campaign, tx: Transaction, actor: Actor | None) -> None:
    """What every change ends with, inside its transaction: card, version, word to the search."""
    db.session.flush()
    campaign.subject.card = card_for(campaign)
    touch(campaign.subject)
    if campaign.subject.state == "published":
        tx.publish(CampaignChanged(CAMPAIGN, campaign.id, actor.id if actor else None))


def _revise(campaign: Campaign, actor: Actor) -> None:
    """The whole text, of what is public."""
    if campaign.subject.state != "published":
        return
    last = db.session.scalar(select(func.max(Revision.number)).where(Revision.subject_id == campaign.id)) or 0
    data = plan_of(campaign).values()
    db.session.add(Revision(subject_id=campaign.id, number=last + 1, data=data, author_id=actor.id))


def discard(campaign: Campaign) -> None:
    """Delete a draft nobody outside has seen."""
    with transaction(campaign, raises_cache=False):
        if campaign.subject.state == "draft":
            db.session.execute(delete(Subject).where(Subject.id == campaign.id))


def what_is_missing(campaign: Campaign) -> list[str]:
    """Sentences; empty when it can be switched on."""
    missing = []
    if not campaign.subject.summary:
        missing.append("Worum geht es? Bitte schreiben Sie einen Satz „In Kürze“.")
    if campaign.starts_at is None or campaign.ends_at is None:
        missing.append("Wann beginnt und wann endet die Hilfsaktion?")
    elif campaign.ends_at <= clock.now():
        missing.append("Das Ende liegt in der Vergangenheit. Bitte wählen Sie einen kommenden Tag.")
    if not campaign.helps:
        missing.append("Welche Hilfe wünschen Sie sich? Bitte wählen Sie mindestens eine Art.")
    if not campaign.contact:
        missing.append("An wen wendet man sich mit Fragen?")
    if campaign.covers == "chosen" and not _has_shops(campaign.id):
        missing.append("Welche Läden machen mit? Bitte wählen Sie mindestens einen aus.")
    return missing


def _has_shops(campaign_id: int) -> bool:
    chosen = (CampaignShop.campaign_id == campaign_id, CampaignShop.is_chosen)
    return db.session.scalar(select(CampaignShop.shop_id).where(*chosen).limit(1)) is not None


def switch_on(campaign: Campaign, *, actor: Actor) -> None:
    """From now on everybody can read it; it begins and ends by itself. Raises NotReady."""
    with transaction(campaign) as tx:
        subject = campaign.subject
        if subject.state == "published":
            return
        if missing := what_is_missing(campaign):
            raise NotReady(*missing)
        give_slug(subject)
        if subject.slug in RESERVED:
            give_slug(subject, f"Hilfsaktion {subject.title}")
        subject.state, subject.published_at = "published", clock.now()
        shown = update(Attachment).where(Attachment.subject_id == campaign.id).values(is_published=True)
        db.session.execute(shown)
        subject.card = card_for(campaign)
        touch(subject)
        _revise(campaign, actor)
        audit.record("campaign.switched_on", actor_id=actor.id, subject_id=campaign.id)
        tx.publish(CampaignPublished(CAMPAIGN, campaign.id, actor.id))


def stop(campaign: Campaign, reason: str, *, by: str, actor: Actor) -> bool:
    """End it now, or call it off before it begins; the page stays and says so. by: city or staff. False: was over."""
    with transaction(campaign) as tx:
        if campaign.subject.state != "published" or campaign.phase == OVER:
            return False
        campaign.stopped_at, campaign.stopped_by, campaign.stop_reason = clock.now(), by, reason
        written(campaign, tx, actor)
        audit.record("campaign.stopped", actor_id=actor.id, subject_id=campaign.id, by=by)
        tx.publish(CampaignStopped(campaign.id))
    return True


def window_problem(campaign: Campaign, starts_at: datetime, ends_at: datetime) -> str:
    """Why a window cannot be, as a sentence; empty when it can. What has begun keeps its beginning."""
    if ends_at <= starts_at:
        return "Das Ende liegt vor dem Beginn."
    if ends_at - starts_at > window.LONGEST:
        return "Eine Hilfsaktion dauert höchstens ein Jahr."
    is_public = campaign.subject.state == "published"
    has_begun = campaign.starts_at is not None and campaign.starts_at <= clock.now()
    if is_public and campaign.phase == OVER and (starts_at, ends_at) != (campaign.starts_at, campaign.ends_at):
        return "Die Hilfsaktion ist beendet; ihr Zeitraum steht fest."
    if is_public and has_begun and starts_at != campaign.starts_at:
        return "Die Hilfsaktion läuft schon; ihr Beginn steht fest."
    if is_public and ends_at <= clock.now() and ends_at != campaign.ends_at:
        return "Das Ende liegt in der Vergangenheit. Zum sofortigen Beenden gibt es einen eigenen Knopf."
    return ""
