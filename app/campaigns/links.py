"""The address by which a shop's people decide without log-in whether it takes part, and where the page lies."""

from flask import current_app
from itsdangerous import BadSignature, Signer

from app.campaigns.models import Campaign
from app.shops.models import Shop

PATH = "/hilfsaktionen/mitmachen/"


def path_for(campaign: Campaign, shop: Shop) -> str:
    """Good as long as the shop stays with the people it has now."""
    return PATH + _signer().sign(_text(campaign, shop)).decode()


def ids_in(signed: str) -> tuple[int, int, str] | None:
    """(campaign, shop, since when it has its people); None when the signature is not ours."""
    try:
        campaign, shop, since = _signer().unsign(signed).decode().split(".")
        return int(campaign), int(shop), since
    except (BadSignature, ValueError):
        return None


def since(shop: Shop) -> str:
    return str(int(shop.claimed_at.timestamp())) if shop.claimed_at else "0"


def address_of(path: str) -> str:
    """The whole address, for mails."""
    return current_app.config["SETTINGS"].base_url + path


def _text(campaign: Campaign, shop: Shop) -> str:
    return f"{campaign.id}.{shop.id}.{since(shop)}"


def _signer() -> Signer:
    return Signer(current_app.config["SETTINGS"].secret_key, salt="campaigns.taking-part", sep="~")
