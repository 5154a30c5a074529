from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.campaigns.kinds import COMING, COVERS, DRAFT, OCCASIONS, OVER, RUNNING, VOICES
from app.core import clock
from app.core.database import Base, Id
from app.core.subjects import Subject


def _one_of(column: str, codes: Any) -> str:
    return f"{column} IN ({', '.join(map(repr, codes))})"


class Campaign(Base):
    """A town's call for help, in a window of time. Shares its id with its subject row; the town is subject.place_id.

    covers: all shops of the town, or those chosen (CampaignShop.is_chosen). helps: codes of shops.kinds.HELPS.
    starts_at, ends_at: empty only in a draft; the end itself is outside. stopped_at: ended before its time, by "city"
    or "staff". What phase it is in follows from these alone; opened_at and closed_at only say that the begin and the
    end were noticed by the ticker, which then writes mails.
    """

    __tablename__ = "campaign"
    __table_args__ = (
        CheckConstraint(_one_of("occasion", OCCASIONS), name="occasion"),
        CheckConstraint(_one_of("covers", COVERS), name="covers"),
        CheckConstraint("(starts_at IS NULL) = (ends_at IS NULL)", name="both_times"),
        CheckConstraint("ends_at > starts_at", name="order"),
        CheckConstraint(
            "stopped_by IN ('', 'city', 'staff') AND (stopped_at IS NULL) = (stopped_by = '')", name="stop"
        ),
        Index("ix_campaign_ends_at", "ends_at"),
        Index("ix_campaign_starts_at", "starts_at"),
        Index("ix_campaign_picture_id", "picture_id"),
    )

    id: Mapped[int] = mapped_column(Id, ForeignKey("subject.id", ondelete="CASCADE"), primary_key=True)
    occasion: Mapped[str] = mapped_column(String(10), default="other")
    covers: Mapped[str] = mapped_column(String(10), default="town")
    helps: Mapped[list[Any]] = mapped_column(default=list)
    story_md: Mapped[str] = mapped_column(Text, default="")
    story_html: Mapped[str] = mapped_column(Text, default="")
    renderer_version: Mapped[int] = mapped_column(default=0)
    contact: Mapped[str] = mapped_column(String(300), default="")
    starts_at: Mapped[datetime | None]
    ends_at: Mapped[datetime | None]
    stopped_at: Mapped[datetime | None]
    stopped_by: Mapped[str] = mapped_column(String(10), default="")
    stop_reason: Mapped[str] = mapped_column(Text, default="")
    opened_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    picture_id: Mapped[int | None] = mapped_column(Id, ForeignKey("attachment.id", ondelete="SET NULL"))

    subject: Mapped[Subject] = relationship(foreign_keys=[id])

    @property
    def over_at(self) -> datetime | None:
        """The moment from which on nothing counts any more."""
        return self.stopped_at or self.ends_at

    @property
    def phase(self) -> str:
        if self.subject.state == "draft" or self.starts_at is None or self.over_at is None:
            return DRAFT
        return phase_of(self.starts_at, self.over_at)

    @property
    def is_called_off(self) -> bool:
        """Stopped before it began."""
        return self.stopped_at is not None and self.starts_at is not None and self.stopped_at <= self.starts_at


def phase_of(starts_at: datetime, over_at: datetime) -> str:
    """By the clock alone, so that it is right also when no ticker runs."""
    now = clock.now()
    return OVER if over_at <= now else COMING if starts_at > now else RUNNING


class CampaignShop(Base):
    """What is special about one shop in a campaign.

    is_chosen: named by the town, where not all shops take part. left_at: the shop does not want to take part.
    shares_sum: the shop lets the town read its own sum in the report. told_at: when its people were written to.
    """

    __tablename__ = "campaign_shop"
    campaign_id: Mapped[int] = mapped_column(Id, ForeignKey("campaign.id", ondelete="CASCADE"), primary_key=True)
    shop_id: Mapped[int] = mapped_column(Id, ForeignKey("shop.id", ondelete="CASCADE"), primary_key=True, index=True)
    is_chosen: Mapped[bool] = mapped_column(default=False)
    shares_sum: Mapped[bool] = mapped_column(default=False)
    left_at: Mapped[datetime | None]
    told_at: Mapped[datetime | None]


class CampaignVoice(Base):
    """Somebody who stands for the campaign: a face with a sentence, or a partner. agreed_at: when the town has said
    that this person agrees to be shown."""

    __tablename__ = "campaign_voice"
    __table_args__ = (
        CheckConstraint(_one_of("kind", VOICES), name="kind"),
        Index("ix_campaign_voice_campaign_id", "campaign_id", "position"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    campaign_id: Mapped[int] = mapped_column(Id, ForeignKey("campaign.id", ondelete="CASCADE"))
    position: Mapped[int] = mapped_column(default=0)
    kind: Mapped[str] = mapped_column(String(10), default="face")
    name: Mapped[str] = mapped_column(String(120))
    role: Mapped[str] = mapped_column(String(200), default="")
    words: Mapped[str] = mapped_column(Text, default="")
    picture_id: Mapped[int | None] = mapped_column(Id, ForeignKey("attachment.id", ondelete="SET NULL"), index=True)
    agreed_at: Mapped[datetime] = mapped_column(default=clock.now)
