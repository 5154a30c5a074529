"""How a shop looks from outside: name, address, who sees it, what is findable."""

from app.core.subjects import SubjectType
from app.shops.cards import LABELS
from app.shops.findable import documents
from app.shops.kinds import SHOP
from app.shops.permissions import ShopAction
from app.shops.upkeep.freshness import age_of

SHOPS = SubjectType(
    kind=SHOP,
    label="Laden",
    plural="Läden & Lokale",
    path="/laeden/{slug}",
    view_action=ShopAction.VIEW,
    documents=documents,
    labels=LABELS,
    aging=age_of,
    lists_open_data=False,
)
