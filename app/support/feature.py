"""Everything this folder plugs in: the folder's table of contents."""

from flask import Flask

from app.core.events import Listener, PersonRemoved
from app.core.feature import Feature
from app.core.jobs.worker import JobType, Ticker
from app.support import panels, permissions
from app.support.paying.codes import shown_reference
from app.support.services import accounts, waiting
from app.support.views import giving, managing, orders, statement


def set_up(app: Flask) -> None:
    statement.set_up(app)
    app.jinja_env.filters["reference"] = shown_reference


FEATURE = Feature(
    name="support",
    blueprints=[giving.bp, orders.bp, managing.bp, statement.bp],
    rules=permissions.RULES,
    panels=panels.PANELS,
    jobs=[JobType(accounts.ACTIVATE, accounts.activate), JobType(waiting.REMIND, waiting.remind)],
    tickers=[Ticker("support.forget", 86_400, waiting.forget)],
    listeners=[Listener("support.forget-person", PersonRemoved, waiting.forget_person)],
    exports={"unterstuetzung": waiting.export},
    set_up=set_up,
)
