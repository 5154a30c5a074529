"""Two Hilfsaktionen for the bench: all shops of the town that has most, and every second of them, chosen one by one."""

from datetime import timedelta

from sqlalchemy import func, select

from app import create_app
from app.campaigns.kinds import CAMPAIGN
from app.campaigns.models import Campaign, CampaignShop
from app.core import clock
from app.core.identifiers import public_id
from app.core.rows import add_rows
from app.core.subjects import Subject
from app.core.transaction import transaction
from app.extensions import db
from app.places.models import Place
from app.shops.map.models import ShopSpot
from config import Settings
from tools.bench.shop_site import FIRST_ID, ShopSite

LAYERS = {"ganze-stadt": "town", "ausgewaehlt": "chosen"}
"""Slug → which shops take part."""
IDS = {slug: FIRST_ID - 10 + number for number, slug in enumerate(LAYERS)}


def prepare_layers(site: ShopSite) -> tuple[float, float]:
    """Write them once; latitude and longitude of the town."""
    app = create_app(Settings.from_environment(site.environment))
    with app.app_context():
        query = select(Place.id, Place.lat, Place.lon).join(ShopSpot, ShopSpot.place_id == Place.id)
        town = db.session.execute(query.group_by(Place.id).order_by(func.count().desc()).limit(1)).one()
        if db.session.get(Campaign, min(IDS.values())) is None:
            _write(town.id)
        return town.lat, town.lon


def _write(town: int) -> None:
    now = clock.now()
    window = {"starts_at": now - timedelta(days=1), "ends_at": now + timedelta(days=360)}
    dates = {"created_at": now, "changed_at": now, "published_at": now}
    state = {"state": "published", "visibility": "public", "origin": "mitglied", "lang": "de", "version": 1, "card": {}}
    chosen = db.session.scalars(select(ShopSpot.id).where(ShopSpot.place_id == town)).all()[::2]
    subjects = [
        {"id": IDS[slug], "public_id": public_id(), "kind": CAMPAIGN, "slug": slug, "title": slug, "sort_key": slug}
        | {"summary": "", "place_id": town, **dates, **state}
        for slug in LAYERS
    ]
    said = dict.fromkeys(("story_md", "story_html", "contact", "stopped_by", "stop_reason"), "")
    rest = {"occasion": "flood", "helps": [], "renderer_version": 0, **said, **window}
    with transaction():
        add_rows(Subject, subjects)
        add_rows(Campaign, [{"id": IDS[slug], "covers": covers, **rest} for slug, covers in LAYERS.items()])
        links = {"campaign_id": IDS["ausgewaehlt"], "is_chosen": True, "shares_sum": False}
        add_rows(CampaignShop, [{"shop_id": one, **links} for one in chosen])
