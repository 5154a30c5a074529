"""Who may do what with campaigns: the organisation of the town, or one that acts for it; a shop for itself."""

from typing import Any

from app.core.actors import Actor
from app.core.permissions import (
    Action,
    Rules,
    edits_for_owner,
    is_admin,
    is_moderator,
    is_open,
    is_signed_in,
    speaks_for_owner,
)
from app.organisations.queries import may_speak_for_town
from app.shops.permissions import owns_shop


class CampaignAction(Action):
    WRITE = "campaigns:write"  # begin one, in the name of a verified town
    VIEW = "campaigns:view"  # read the page; drafts only for the town's people
    EDIT = "campaigns:edit"  # words, pictures, faces, shops, window; switch it on
    STOP = "campaigns:stop"  # end it before its time
    REPORT = "campaigns:report"  # read what it has brought


class TakingPartAction(Action):
    VIEW = "campaign_shops:view"  # know of the shop
    DECIDE = "campaign_shops:decide"  # whether the shop takes part, and whether the town may read its sum


def speaks_for_its_town(actor: Actor, thing: Any) -> bool:
    """The organisation is verified as the town's, or acts for it, still."""
    return may_speak_for_town(actor, getattr(thing, "subject", thing).place_id)


def is_no_draft(actor: Actor, thing: Any) -> bool:
    return getattr(thing, "subject", thing).state in ("published", "withdrawn")


RULES: Rules = {
    CampaignAction.WRITE: [[is_signed_in]],
    CampaignAction.VIEW: [[is_open], [speaks_for_owner], [is_no_draft, is_moderator], [is_admin]],
    CampaignAction.EDIT: [[edits_for_owner, speaks_for_its_town]],
    CampaignAction.STOP: [[edits_for_owner, is_no_draft], [is_moderator, is_no_draft]],
    CampaignAction.REPORT: [[edits_for_owner, is_no_draft]],
    TakingPartAction.VIEW: [[is_open], [owns_shop], [is_moderator]],
    TakingPartAction.DECIDE: [[owns_shop]],
}
