"""Everything this folder plugs in: the folder's table of contents."""

from app.core.events import Listener, PersonRemoved
from app.core.feature import Feature, Navigation
from app.core.jobs.worker import Ticker
from app.core.panels import together
from app.shops import panels, permissions, subject
from app.shops.dead_links import plugs as dead_links
from app.shops.directory import views as directory
from app.shops.entering import commands
from app.shops.entering import plugs as entering
from app.shops.entering.claims import services as claims
from app.shops.figures import plugs as figures
from app.shops.happenings import views as happenings
from app.shops.history import views as history
from app.shops.map import plugs as maps
from app.shops.position import views as position
from app.shops.proposals import services as proposing
from app.shops.proposals import views as proposals
from app.shops.services import hours, leaving
from app.shops.stewards import views as stewards
from app.shops.upkeep import plugs as upkeep
from app.shops.views import messages, parts, reading, writing
from app.shops.walk import keeping as checks
from app.shops.walk import views as walk

FEATURE = Feature(
    name="shops",
    blueprints=[
        directory.bp,
        *maps.BLUEPRINTS,
        reading.bp,
        messages.bp,
        writing.bp,
        parts.bp,
        happenings.bp,
        proposals.bp,
        *upkeep.BLUEPRINTS,
        history.bp,
        *entering.BLUEPRINTS,
        *figures.BLUEPRINTS,
        stewards.bp,
        walk.bp,
        position.bp,
    ],
    rules=permissions.RULES,
    subjects=[subject.SHOPS],
    panels=together(
        figures.PANELS,
        maps.PANELS,
        panels.PANELS,
        entering.PANELS,
        stewards.PANELS,
        walk.PANELS,
        position.PANELS,
        {"moderation.desk": proposals.of_desk},
    ),
    commands=[commands.shops],
    navigation=[Navigation("Läden", "/laeden/", 30)],
    menus={
        "konto": [
            Navigation("Meine Läden", "/konto/laeden", 16),
            Navigation("Läden unserer Stadt", "/konto/stadtlaeden", 17, permissions.StewardAction.ANY),
        ],
        "redaktion": [
            Navigation("Vorgeschlagene Läden", "/redaktion/laeden", 30, permissions.StaffAction.PROPOSALS),
            *entering.MENU,
        ],
    },
    listeners=[
        *maps.LISTENERS,
        *upkeep.LISTENERS,
        Listener("shops.forget-checker", PersonRemoved, checks.forget_person),
        Listener("shops.forget-person", PersonRemoved, leaving.forget_person),
        Listener("shops.forget-claims", PersonRemoved, claims.forget_person),
        Listener("shops.forget-proposer", PersonRemoved, proposing.forget_person),
    ],
    exports={
        "laeden": leaving.export,
        "ladenvorschlaege": proposing.export,
        "strassenrunde": checks.export,
        **upkeep.EXPORTS,
        **entering.EXPORTS,
    },
    set_up=figures.set_up,
    jobs=[*dead_links.JOBS, *entering.JOBS],
    tickers=[
        *maps.TICKERS,
        *dead_links.TICKERS,
        *upkeep.TICKERS,
        *figures.TICKERS,
        *entering.TICKERS,
        Ticker("shops.open", 60, hours.refresh_due, needed=hours.are_spans_due),
        Ticker("shops.forget-checks", 86_400, checks.forget_old),
        Ticker("shops.forget-proposals", 86_400, proposing.forget_old),
        Ticker("shops.resting", 86_400, hours.refresh_resting),
    ],
)
