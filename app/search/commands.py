"""`flask search rebuild` and `flask search query`."""

import time

import click
from flask.cli import AppGroup

from app.search import indexing

search = AppGroup("search", help="The search index.")


@search.command("rebuild")
def rebuild() -> None:
    """Build the index anew beside the running site, then switch to it."""
    began = time.monotonic()
    count = indexing.rebuild()
    click.echo(f"{count} Einträge in {time.monotonic() - began:.1f} s neu aufgenommen.")
