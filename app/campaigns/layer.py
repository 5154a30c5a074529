"""?hilfsaktion=slug: list and map of shops narrowed to those that take part."""

from sqlalchemy import select

from app.campaigns.kinds import CAMPAIGN
from app.campaigns.models import Campaign
from app.campaigns.queries.shops import takes_part
from app.core.remembered import remembered
from app.core.subjects import Subject, open_only
from app.extensions import db
from app.shops.directory.wanted import EXTRAS, Extra

NAME = "hilfsaktion"


def read_extra(slug: str) -> Extra | None:
    """None for what is unknown or not public."""
    if not slug or len(slug) > 100 or "\0" in slug:
        return None
    found = remembered(("campaigns.layer", slug), lambda: _find(slug))
    return Extra(NAME, slug, f"Hilfsaktion „{found[1]}“", takes_part(found[0], *found[2:])) if found else None


def _find(slug: str) -> tuple[int, str, str, int | None] | None:
    columns = (Subject.id, Subject.title, Campaign.covers, Subject.place_id)
    query = open_only(select(*columns).join(Campaign, Campaign.id == Subject.id))
    row = db.session.execute(query.where(Subject.kind == CAMPAIGN, Subject.slug == slug)).first()
    return (row.id, row.title, row.covers, row.place_id) if row else None


def add_to_shops() -> None:
    EXTRAS[NAME] = read_extra
