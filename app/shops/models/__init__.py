from app.shops.models.event import ShopEvent
from app.shops.models.helps import ShopHelp
from app.shops.models.proposal import ShopProposal
from app.shops.models.shop import Shop
from app.shops.models.source import ShopSource

__all__ = ["Shop", "ShopEvent", "ShopHelp", "ShopProposal", "ShopSource"]
