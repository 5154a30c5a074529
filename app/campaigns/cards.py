"""What lists show of a campaign beside title and summary. Its phase is not among it: that goes by the clock."""

from typing import Any

from app.campaigns import window
from app.campaigns.kinds import CALLED_OFF, OCCASIONS, PHASE_BADGES
from app.campaigns.models import Campaign


def badge_of(campaign: Campaign) -> tuple[str, str]:
    return CALLED_OFF if campaign.is_called_off else PHASE_BADGES[campaign.phase]


def card_for(campaign: Campaign) -> dict[str, Any]:
    """The picture stays as it is."""
    kept = {name: value for name, value in campaign.subject.card.items() if name == "image"}
    when = window.words(campaign.starts_at, campaign.over_at) if not campaign.is_called_off else "abgesagt"
    return {**kept, "meta": [part for part in (OCCASIONS[campaign.occasion], when) if part]}
