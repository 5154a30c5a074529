"""`flask search rebuild`, `flask search query` and `flask search compare`."""

import json
import time

import click
from flask.cli import AppGroup

from app.core.actors import GUEST
from app.places.your_town import YourTown
from app.search import indexing
from app.search.comparing import compare
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


@search.command("compare")
@click.argument("text")
@click.option("--hits", "most", default=10, show_default=True, help="How many of each.")
def compare_engines(text: str, most: int) -> None:
    """What both engines answer to TEXT, side by side. Builds two small indexes for it; the site's stays as it is."""
    answers, titles = compare(text, most)
    for name, answer in answers.items():
        click.echo(f"{name:10}{answer.total:6} Treffer in {answer.milliseconds:.1f} ms")
    columns = [answer.ids for answer in answers.values()]
    for rank in range(max(map(len, columns), default=0)):
        cells = [titles.get(ids[rank], "")[:52] if rank < len(ids) else "" for ids in columns]
        sign = "=" if len(set(cells)) == 1 else " "
        click.echo(f"{rank + 1:3} {sign} {cells[0]:54}{cells[1]}")
