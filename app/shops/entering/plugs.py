"""What the entering of shops plugs into the feature."""

from typing import Any

from flask import render_template

from app.core.feature import Navigation, Panel
from app.core.jobs.worker import JobType, Ticker
from app.shops.entering import deciding
from app.shops.entering.claims import services as claim_services
from app.shops.entering.claims import views as claims
from app.shops.entering.proofs import services as proofs
from app.shops.entering.proofs import views as proof_doors
from app.shops.entering.removal import purging, services
from app.shops.entering.removal import views as removal
from app.shops.entering.uploads import jobs as work
from app.shops.entering.uploads import services as uploads
from app.shops.entering.uploads import views as upload_doors
from app.shops.models import Shop
from app.shops.permissions import StaffAction

BLUEPRINTS = [removal.bp, claims.bp, proof_doors.bp, deciding.bp, upload_doors.bp]
MENU = [
    Navigation("„Das ist mein Laden“", claims.LIST, 39, StaffAction.DECIDE),
    Navigation("Läden aus einer Liste", upload_doors.LIST, 38, StaffAction.DECIDE),
    Navigation("Doppelte Läden", deciding.LIST, 40, StaffAction.DECIDE),
    Navigation("Entfernte Läden", removal.LIST, 41, StaffAction.DECIDE),
]
TICKERS = [
    Ticker("shops.forget-proofs", 3_600, proofs.remove_old, needed=proofs.are_due),
    Ticker("shops.purge", 86_400, purging.purge),
    Ticker("shops.forget-uploads", 86_400, uploads.forget_old),
]
EXPORTS = {"ladenansprueche": claim_services.export, "ladenlisten": uploads.export}
JOBS = [JobType(uploads.CHECK, work.check), JobType(uploads.TAKE, work.take)]


def ways_out(shop: Shop) -> str:
    """Beside an entry nobody looks after."""
    return render_template("shops/entering/_ways.html", shop=shop) if services.can_be_removed(shop) else ""


def of_desk(_nothing: Any) -> str:
    return render_template("shops/entering/_desk.html", claims=claims.waiting_count(), twins=deciding.waiting_count())


PANELS: dict[str, Panel] = {"shops.detail.aside": ways_out, "moderation.desk": of_desk}
