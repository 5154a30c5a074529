"""What the core itself plugs in: the worker, sending mail, sweeping up."""

from datetime import timedelta

from sqlalchemy import delete

from app.core import audit, clock, drafts, limits, origins, storage
from app.core.doctor import doctor
from app.core.feature import Feature
from app.core.health import bp as health
from app.core.jobs.commands import jobs
from app.core.jobs.models import Job
from app.core.jobs.worker import JobType, Ticker
from app.core.kept_forms import KeptForm
from app.core.mail.letters import SEND
from app.core.mail.models import Letter
from app.core.mail.sending import send_letter
from app.core.tokens import OneTimeToken
from app.core.transaction import transaction
from app.extensions import db

KEEP_DONE = timedelta(days=14)
KEEP_LETTERS = timedelta(days=90)
TABLES = (audit, drafts, limits, origins)


def sweep() -> None:
    """Once an hour: forget what is done or too old, and files nobody names."""
    now = clock.now()
    with transaction(raises_cache=False):
        db.session.execute(delete(Job).where(Job.done_at < now - KEEP_DONE))
        db.session.execute(delete(Letter).where(Letter.created_at < now - KEEP_LETTERS))
        db.session.execute(delete(OneTimeToken).where(OneTimeToken.expires_at < now - KEEP_DONE))
        db.session.execute(delete(KeptForm).where(KeptForm.expires_at < now))
    storage.sweep()


CORE = Feature(
    name="core",
    blueprints=[health],
    commands=[jobs],
    jobs=[JobType(SEND, send_letter)],
    set_up=lambda app: app.cli.add_command(doctor),
    tickers=[Ticker("core.sweep", 3600, sweep)],
)
