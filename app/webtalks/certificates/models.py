from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock
from app.core.database import Base, Id
from app.core.identifiers import public_id


class Certificate(Base):
    """That one was asked for, and the code printed on it. The name is set into the PDF and kept nowhere.

    One per registration, however often it is printed; it goes with the registration.
    """

    __tablename__ = "webtalk_certificate"
    registration_id: Mapped[int] = mapped_column(
        Id, ForeignKey("webtalk_registration.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    code: Mapped[str] = mapped_column(String(16), unique=True, default=public_id)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
