from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock
from app.core.database import Base, Id
from app.core.identifiers import public_id


class ClaimProof(Base):
    """A file somebody sent to prove her claim. No other table names it, so that no other door hands it out.

    name: as her device calls the file; the stored file has a name of ours.
    """

    __tablename__ = "shop_claim_proof"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    public_id: Mapped[str] = mapped_column(String(16), unique=True, default=public_id)
    claim_id: Mapped[int] = mapped_column(Id, ForeignKey("shop_claim.id", ondelete="CASCADE"), index=True)
    file_id: Mapped[int] = mapped_column(Id, ForeignKey("stored_file.id"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    created_at: Mapped[datetime] = mapped_column(default=clock.now, index=True)
