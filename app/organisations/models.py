from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core import clock
from app.core.database import Base, Id
from app.core.subjects import Subject
from app.places.models import Place

KINDS = {
    "kommune": "Kommune",
    "stadtmarketing": "Stadtmarketing / Wirtschaftsförderung",
    "handel": "Handel",
    "anbieter": "Anbieter",
    "eigentuemer": "Eigentümer",
    "projektentwickler": "Projektentwickler",
    "verband": "Verband / Initiative",
    "forschung": "Forschung",
}


class Organisation(Base):
    """Shares its id with its subject row, which it owns itself (owner_id = id), so that one set of rules fits all.

    town_id: the municipality that a Kommune is; one Kommune per town. Everybody else has only subject.place_id.
    mailbox: function mailbox, never public. verified_by: "staff" or "domain".
    """

    __tablename__ = "organisation"
    __table_args__ = (
        CheckConstraint(f"kind IN ({', '.join(map(repr, KINDS))})", name="kind"),
        CheckConstraint("kind = 'kommune' OR town_id IS NULL", name="town_only_for_kommune"),
        CheckConstraint("(verified_at IS NULL) = (verified_by = '')", name="verified"),
        Index("ix_organisation_kind", "kind"),
    )

    id: Mapped[int] = mapped_column(Id, ForeignKey("subject.id", ondelete="CASCADE"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    town_id: Mapped[int | None] = mapped_column(Id, ForeignKey("place.id"), unique=True)
    description_md: Mapped[str] = mapped_column(Text, default="")
    description_html: Mapped[str] = mapped_column(Text, default="")
    renderer_version: Mapped[int] = mapped_column(default=0)
    website: Mapped[str] = mapped_column(String(500), default="")
    mailbox: Mapped[str] = mapped_column(String(254), default="")
    mailbox_confirmed_at: Mapped[datetime | None]
    logo_file_id: Mapped[int | None] = mapped_column(Id, ForeignKey("stored_file.id"))
    verified_at: Mapped[datetime | None]
    verified_by: Mapped[str] = mapped_column(String(10), default="")
    four_eyes: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Nobody publishes alone: who writes needs a second person to release it."""

    subject: Mapped[Subject] = relationship(foreign_keys=[id])
    place: Mapped[Place | None] = relationship(
        secondary=Subject.__table__,
        primaryjoin=lambda: Organisation.id == Subject.id,
        secondaryjoin=lambda: Subject.place_id == Place.id,
        viewonly=True,
    )

    @property
    def kind_label(self) -> str:
        return KINDS[self.kind]

    @property
    def is_vendor(self) -> bool:
        return self.kind == "anbieter"


class ActsFor(Base):
    """City marketing acts for a town after the town or staff has confirmed it."""

    __tablename__ = "acts_for"
    __table_args__ = (
        UniqueConstraint("organisation_id", "place_id"),
        CheckConstraint("state IN ('requested', 'confirmed', 'declined', 'ended')", name="state"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    organisation_id: Mapped[int] = mapped_column(Id, ForeignKey("organisation.id", ondelete="CASCADE"))
    place_id: Mapped[int] = mapped_column(Id, ForeignKey("place.id"), index=True)
    state: Mapped[str] = mapped_column(String(12), default="requested")
    requested_by_id: Mapped[int | None] = mapped_column(Id, ForeignKey("user.id"))
    decided_by_id: Mapped[int | None] = mapped_column(Id, ForeignKey("user.id"))
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    decided_at: Mapped[datetime | None]


class MembershipRequest(Base):
    """An invitation by the organisation (to an address) or a person's wish to join, with its stored state."""

    __tablename__ = "membership_request"
    __table_args__ = (
        CheckConstraint("kind IN ('invitation', 'join')", name="kind"),
        CheckConstraint("state IN ('open', 'accepted', 'declined', 'withdrawn')", name="state"),
        Index("ix_membership_request_organisation", "organisation_id", "state"),
        Index("ix_membership_request_user", "user_id", "state"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    organisation_id: Mapped[int] = mapped_column(Id, ForeignKey("organisation.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(12))
    user_id: Mapped[int | None] = mapped_column(Id, ForeignKey("user.id", ondelete="CASCADE"))
    email: Mapped[str] = mapped_column(String(254), default="")
    role: Mapped[str] = mapped_column(String(20), default="org_member")
    message: Mapped[str] = mapped_column(Text, default="")
    token_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    state: Mapped[str] = mapped_column(String(12), default="open")
    created_by_id: Mapped[int | None] = mapped_column(Id, ForeignKey("user.id"))
    decided_by_id: Mapped[int | None] = mapped_column(Id, ForeignKey("user.id"))
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    expires_at: Mapped[datetime | None]
    decided_at: Mapped[datetime | None]


class StaffDomain(Base):
    """Mail domains that staff entered for an organisation. A domain of several organisations verifies none of them."""

    __tablename__ = "staff_domain"
    __table_args__ = (UniqueConstraint("domain", "organisation_id"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    domain: Mapped[str] = mapped_column(String(253))
    organisation_id: Mapped[int] = mapped_column(Id, ForeignKey("organisation.id", ondelete="CASCADE"), index=True)
    entered_by_id: Mapped[int | None] = mapped_column(Id, ForeignKey("user.id"))
