"""Everything this folder plugs in: the folder's table of contents."""

from flask import Flask

from app.campaigns import exports, layer, panels, permissions, subject
from app.campaigns.events import CampaignStopped
from app.campaigns.services import calling_off, passing
from app.campaigns.views import parts, reading, report, sharing, taking_part, writing
from app.core.events import Listener
from app.core.feature import Feature, Navigation
from app.core.jobs.worker import Ticker


def set_up(_app: Flask) -> None:
    layer.add_to_shops()


FEATURE = Feature(
    name="campaigns",
    blueprints=[reading.bp, writing.bp, parts.bp, taking_part.bp, report.bp, sharing.bp],
    rules=permissions.RULES,
    subjects=[subject.CAMPAIGNS],
    panels=panels.PANELS,
    menus={"konto": [Navigation("Meine Hilfsaktionen", "/konto/hilfsaktionen", 17)]},
    exports={"hilfsaktionen": exports.export},
    listeners=[Listener("campaigns.tell-of-stop", CampaignStopped, calling_off.tell_shops)],
    tickers=[
        Ticker("campaigns.pass", 60, passing.tick, needed=passing.is_due),
        Ticker("campaigns.tell-shops", 60, passing.tell_shops, needed=passing.are_shops_to_tell),
    ],
    set_up=set_up,
)
