from dataclasses import dataclass
from typing import ClassVar

from app.core.events import Event


@dataclass(frozen=True)
class ConsentRevoked(Event):
    """Somebody no longer agrees: a recording may not be shown any more."""

    webtalk_id: int
    stored_name: ClassVar[str] = "webtalk.consent-revoked.v1"
