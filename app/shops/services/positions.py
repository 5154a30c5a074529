"""Where a shop stands on the map."""

from app.shops.models import Shop


def positioned(shop: Shop, lat: float | None, lon: float | None) -> None:
    """Write both degrees or none, inside a transaction. 0,0 is no place but a missing one."""
    if lat is None or lon is None or (lat == 0 and lon == 0):
        lat = lon = None
    shop.lat, shop.lon = lat, lon
