"""`flask jobs run`: the worker."""

import click
from flask import current_app
from flask.cli import AppGroup

from app.core.jobs.worker import Worker

jobs = AppGroup("jobs", help="Work that can wait.")


@jobs.command("run")
@click.option("--once", is_flag=True, help="Run what is due now, then end.")
def run(once: bool) -> None:
    """Work through the jobs until told to stop."""
    worker = Worker(current_app._get_current_object())  # type: ignore[attr-defined]
    if once:
        click.echo(f"{worker.run_all()} jobs done")
        worker.tick()
    else:
        worker.run_forever()
