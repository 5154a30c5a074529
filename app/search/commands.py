"""`flask search rebuild` and `flask search query`."""

import json
import time

import click
from flask.cli import AppGroup

from app.core.actors import GUEST
from app.places.your_town import YourTown
from app.search import indexing
from app.search.finding import find
from app.search.parameters import Asked

search = AppGroup("search", help="The search index.")


@search.command("rebuild")
def rebuild() -> None:
    """Build the index anew beside the running site, then switch to it."""
    began = time.monotonic()
    count = indexing.rebuild()
    click.echo(f"{count} Einträge in {time.monotonic() - began:.1f} s neu aufgenommen.")


@search.command("query")
@click.argument("text")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of lines.")
def query(text: str, as_json: bool) -> None:
    """What a visitor finds on the first page of /suche?q=TEXT."""
    findings = find(Asked(text=text), GUEST, YourTown())
    hits = [
        {"title": one.card.title, "kind": one.card.kind, "url": one.card.url, "score": one.score}
        for one in findings.items
    ]
    if as_json:
        click.echo(json.dumps({"total": findings.total, "hits": hits}, ensure_ascii=False))
        return
    click.echo(f"{findings.total} Treffer")
    for hit in hits:
        click.echo(f"{hit['score']:8.2f}  {hit['title']}  {hit['url']}")
