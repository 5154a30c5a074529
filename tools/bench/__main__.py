"""python -m tools.bench: measures, prints tables, writes instance/bench/pages.json and shops.json.

BENCH_ENTRIES (10000) is the size of the site, BENCH_SECONDS (3) the length of one measurement.
"""

import os
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path

from tools.bench.client import Call, Figures, ask, etag_of, measure
from tools.bench.floor import make_database
from tools.bench.report import Row, Target, as_record, print_table, write_file
from tools.bench.servers import Server, serving
from tools.bench.shops import main as measure_shops
from tools.bench.site import Site, first_case
from tools.bench.webtalk import ROOM, webtalk_rows
from tools.bench.writing import measure_new_entries

ENTRIES = int(os.environ.get("BENCH_ENTRIES") or 10_000)
SECONDS = float(os.environ.get("BENCH_SECONDS") or 3)
ROUNDS = 3
LIST = "/praxisbeispiele/"
PLACE = Path(os.environ.get("INSTANCE_PATH") or "instance") / "bench"


def main() -> None:
    site = Site((PLACE / f"site-{ENTRIES}").resolve())
    site.prepare(ENTRIES)
    with ExitStack() as stack:
        fresh = stack.enter_context(
            serving("wsgi:app", {**site.environment, **ROOM, "PAGE_CACHE_SECONDS": "0"}, "/healthz")
        )
        kept = stack.enter_context(serving("wsgi:app", site.environment, "/healthz"))
        list_page = ask(fresh, Call(LIST))
        floor = stack.enter_context(floor_server(stack, len(list_page)))
        bare = best(floor, Call("/bare"))
        page = best(floor, Call("/page"))
        rows = [Row("nacktes Flask", bare), Row("Boden: Flask und Jinja ohne ORM", page)]
        rows += list(pages(fresh, kept, site, first_case(list_page)))
        facts = {"entries": ENTRIES, "workers": 2, "pss_mb_web": round(fresh.pss_megabytes(), 1)}
    records = [as_record(row, bare, page) for row in rows]
    print_table(records)
    write_file(records, facts, PLACE / "pages.json")
    measure_shops()


def floor_server(stack: ExitStack, page_bytes: int) -> AbstractContextManager[Server]:
    path = Path(stack.enter_context(tempfile.TemporaryDirectory())) / "floor.sqlite3"
    make_database(str(path), page_bytes, ENTRIES)
    return serving("tools.bench.floor:app", {"FLOOR_DATABASE": str(path)}, "/bare")


def pages(fresh: Server, kept: Server, site: Site, case: str) -> Iterator[Row]:
    yield from uncached(fresh, case)
    yield from searching(fresh)
    signed_in = {"Cookie": site.cookie_of_a_member()}
    yield Row("Start, angemeldet", best(fresh, Call("/", headers=signed_in)), Target(5.0))
    for name, path in (("Start", "/"), ("Liste", LIST), ("Einzelseite", case)):
        yield Row(f"{name}, Gast, aufgehoben", best(kept, Call(path)), Target(share_of_bare=0.7))
    unchanged = Call(LIST, headers={"If-None-Match": etag_of(kept, LIST)}, expected=304)
    yield Row("Liste, unverändert (304)", best(kept, unchanged), Target(share_of_bare=0.8))
    yield from webtalk_rows(site, fresh, best)
    yield Row("Schreiben: neuer Eintrag", measure_new_entries(site, SECONDS), Target(per_second=120))


def uncached(server: Server, case: str) -> Iterator[Row]:
    yield Row("Start, Gast", best(server, Call("/")))
    yield Row("Liste, Gast", best(server, Call(LIST)), Target(2.2, share_of_floor=0.6))
    yield Row("Einzelseite, Gast", best(server, Call(case)), Target(2.7))


def searching(server: Server) -> Iterator[Row]:
    """The targets hold beside the frame: what the page costs that has not searched yet."""
    frame = best(server, Call("/suche"))
    yield Row("Suche, Rahmen ohne Begriff", frame)
    yield Row("Suche, häufiges Wort", best(server, Call("/suche?q=Innenstadt")), Target(round(frame.cpu_ms + 4, 2)))
    yield Row("Suche, seltenes Wort", best(server, Call("/suche?q=Lastenrad")), Target(round(frame.cpu_ms + 1.5, 2)))


def best(server: Server, call: Call) -> Figures:
    """The round with the least CPU time: on a shared machine the others measure the neighbours."""
    return min((measure(server, call, SECONDS / ROUNDS) for _ in range(ROUNDS)), key=lambda one: one.cpu_ms)


if __name__ == "__main__":
    main()
