"""How a campaign looks from outside: name, address, who sees it, what is findable."""

from app.campaigns.findable import documents
from app.campaigns.kinds import CAMPAIGN
from app.campaigns.permissions import CampaignAction
from app.core.subjects import SubjectType

CAMPAIGNS = SubjectType(
    kind=CAMPAIGN,
    label="Hilfsaktion",
    plural="Hilfsaktionen",
    path="/hilfsaktionen/{slug}",
    view_action=CampaignAction.VIEW,
    documents=documents,
)
