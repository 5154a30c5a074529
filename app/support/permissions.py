"""Who may do what with the help for a shop. Money and vouchers are the shop's own people's alone: not staff's."""

from app.core.permissions import Action, Rules
from app.shops.permissions import RULES as SHOP_RULES
from app.shops.permissions import ShopAction, owns_shop


class SupportAction(Action):
    VIEW = "support:view"  # see how a shop may be helped; whoever sees the shop
    MANAGE = "support:manage"  # ways to help, bank account, receipts, vouchers, tills


RULES: Rules = {
    SupportAction.VIEW: SHOP_RULES[ShopAction.VIEW],
    SupportAction.MANAGE: [[owns_shop]],
}
