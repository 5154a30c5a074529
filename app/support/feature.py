"""Everything this folder plugs in: the folder's table of contents."""

from flask import Flask

from app.accounts.events import PersonBlocked, PersonUnblocked
from app.core import ports
from app.core.events import Listener, PersonRemoved
from app.core.feature import Feature, Navigation
from app.core.jobs.worker import JobType, Ticker
from app.shops.events import ShopChanged, ShopPublished, ShopRemoved
from app.support import outward, panels, permissions
from app.support.paying.codes import grouped, shown_reference
from app.support.services import accounts, options, people, waiting
from app.support.views import (
    account,
    giving,
    hands,
    managing,
    orders,
    papers,
    refunds,
    returns,
    statement,
    till,
    tills,
    withdrawing,
)
from app.support.views import options as option_pages
from app.support.words import money


def set_up(app: Flask) -> None:
    statement.set_up(app)
    ports.add("outward_links", outward.outward_links)(app)
    app.jinja_env.filters["reference"] = shown_reference
    app.jinja_env.globals.update(money=money, grouped=grouped)


FEATURE = Feature(
    name="support",
    blueprints=[
        giving.bp,
        orders.bp,
        papers.bp,
        returns.bp,
        refunds.bp,
        withdrawing.bp,
        managing.bp,
        option_pages.bp,
        statement.bp,
        tills.bp,
        till.bp,
        hands.bp,
        account.bp,
    ],
    menus={"konto": [Navigation("Meine Gutscheine", "/konto/gutscheine", 25)]},
    rules=permissions.RULES,
    panels=panels.PANELS,
    jobs=[JobType(accounts.ACTIVATE, accounts.activate), JobType(waiting.REMIND, waiting.remind)],
    tickers=[Ticker("support.forget", 86_400, waiting.forget)],
    listeners=[
        Listener("support.forget-person", PersonRemoved, waiting.forget_person),
        Listener("support.follow-leaving", PersonRemoved, people.follow_leaving),
        Listener("support.follow-block", PersonBlocked, people.follow_block, inline=True),
        Listener("support.follow-unblock", PersonUnblocked, people.follow_block, inline=True),
        Listener("support.follow-changed-shop", ShopChanged, options.follow_shop),
        Listener("support.follow-new-shop", ShopPublished, options.follow_shop),
        Listener("support.follow-removed-shop", ShopRemoved, options.follow_shop),
    ],
    exports={"unterstuetzung": waiting.export, "bankkonten": waiting.export_accounts},
    set_up=set_up,
)
