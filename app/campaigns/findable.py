"""What search is told about campaigns.

Fields: land, groesse, art, herkunft, standard as everywhere. Those who speak for it are found with it.
"""

from collections import defaultdict
from typing import Any

from sqlalchemy import Row, select

from app.campaigns import window
from app.campaigns.kinds import CAMPAIGN, OCCASIONS
from app.campaigns.models import Campaign, CampaignVoice
from app.core.documents import Document
from app.core.markup import plain
from app.core.subjects import Subject
from app.extensions import db
from app.organisations.findable import entry_document, entry_rows

ROWS: Any = entry_rows(
    Campaign.occasion, Campaign.story_html, Campaign.starts_at, Campaign.ends_at, place=Subject.place_id
).join(Campaign, Campaign.id == Subject.id)


def documents(ids: list[int]) -> list[Document]:
    """Two statements, however many."""
    voices = _voices(ids)
    return [_document(row, voices[row.id]) for row in db.session.execute(ROWS.where(Subject.id.in_(ids)))]


def _document(row: Row[Any], voices: list[str]) -> Document:
    when = window.words(row.starts_at, row.ends_at)
    body = ("Hilfsaktion", OCCASIONS[row.occasion], when, plain(row.story_html), *voices)
    return entry_document(row, CAMPAIGN, [], body=body, place=row.town or "")


def _voices(ids: list[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    columns = (CampaignVoice.campaign_id, CampaignVoice.name, CampaignVoice.role, CampaignVoice.words)
    for row in db.session.execute(select(*columns).where(CampaignVoice.campaign_id.in_(ids))):
        found[row.campaign_id].append(" ".join(part for part in (row.name, row.role, row.words) if part))
    return found
