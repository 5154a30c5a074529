"""What the figures lend to the page of a shop."""

from flask import render_template

from app.core.permissions import may
from app.shops.models import Shop
from app.shops.permissions import ShopAction


def own_link(shop: Shop) -> str:
    """For its own people, beside the ways to change it."""
    if shop.subject.slug is None or not may(ShopAction.FIGURES, shop):
        return ""
    return render_template("shops/figures/_own_link.html", address=shop.subject.address)


PANELS = {"shops.detail.own": own_link}
