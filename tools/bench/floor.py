"""The floor to compare with: bare Flask, and a list page from sqlite3 and Jinja without an ORM.

Served as `tools.bench.floor:app`; FLOOR_BYTES is the size of the page to build, as large as our own list.
"""

import os
import sqlite3

from flask import Flask, g, render_template
from jinja2 import DictLoader

ITEMS = 20
PAGE = """<!doctype html><html lang="de"><head><title>{{ title }}</title></head><body><h1>{{ title }}</h1>
<ul>{% for item in items %}<li><article><h2><a href="/massnahmen/{{ item.slug }}">{{ item.title }}</a></h2>
<p>{{ item.summary }}</p><p>{{ item.place }} · {{ item.cost }} €</p>{{ item.rest }}</article></li>{% endfor %}</ul>
</body></html>"""
app = Flask(__name__)
app.jinja_loader = DictLoader({"page.html": PAGE})


def connection() -> sqlite3.Connection:
    if "connection" not in g:
        g.connection = sqlite3.connect(os.environ["FLOOR_DATABASE"])
        g.connection.row_factory = sqlite3.Row
    return g.connection


@app.teardown_appcontext
def close(_error: BaseException | None) -> None:
    if "connection" in g:
        g.connection.close()


@app.get("/bare")
def bare() -> str:
    return "Guten Tag!\n"


@app.get("/page")
def page() -> str:
    rows = connection().execute("SELECT * FROM item WHERE open = 1 ORDER BY published_at DESC LIMIT ?", (ITEMS,))
    return render_template("page.html", title="Maßnahmen", items=rows.fetchall())


def make_database(path: str, page_bytes: int, rows: int) -> None:
    """rows: as many as our own site holds. page_bytes: size of the finished page, in UTF-8."""
    rest = "x" * max(0, page_bytes // ITEMS - 260)
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE item (slug, title, summary, place, cost, rest, open, published_at)")
        database.executemany(
            "INSERT INTO item VALUES (?, ?, ?, ?, ?, ?, 1, ?)",
            (
                (f"eintrag-{n}", f"Eintrag {n}", "Was hier gemacht wurde. " * 4, "Lindenau", n, rest, n)
                for n in range(rows)
            ),
        )
        database.execute("CREATE INDEX by_date ON item (open, published_at)")
