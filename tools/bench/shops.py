"""python -m tools.bench.shops: map, directory and imports with 1,000, 10,000 and 100,000 shops; part of `make bench`.

BENCH_SHOPS (1000,10000,100000) says how many. A map move is one answer of /laeden/karte.geojson, in windows as people
move them: from all of Germany down to single streets, where the shops are; with the layer of a Hilfsaktion every second
window lies around its town. Writes instance/bench/shops.json.
"""

import os
import random
import time
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from app.shops.map.window import around
from tools.bench.campaign_layer import LAYERS, prepare_layers
from tools.bench.client import Call, ask, measure
from tools.bench.report import write_file
from tools.bench.servers import Server, serving
from tools.bench.shop_import import measure_import
from tools.bench.shop_site import SPREAD, ShopSite, spots

SIZES = [int(one) for one in (os.environ.get("BENCH_SHOPS") or "1000,10000,100000").split(",")]
MOVES = 200
SECONDS = 2.0
MOST_MS = 100
PLACE = Path(os.environ.get("INSTANCE_PATH") or "instance") / "bench"
ZOOMS = (5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17)
FILTERS: tuple[dict[str, str], ...] = (
    {},
    {},
    {},
    {"kategorie": "cafe"},
    {"rollstuhl": "1"},
    {"offen": "1"},
    {"hilfe": "gutschein"},
)
PAGES = (
    ("Verzeichnis", "/laeden/"),
    ("Verzeichnis, nach Name", "/laeden/?sortierung=name"),
    ("Verzeichnis, Seite 400", "/laeden/?seite=400"),
    ("Verzeichnis, Kategorie", "/laeden/?kategorie=club"),
    ("Verzeichnis, geöffnet", "/laeden/?offen=1"),
    ("Verzeichnis, Hilfe", "/laeden/?hilfe=gutschein&rollstuhl=1"),
    ("Verzeichnis, Umkreis", "/laeden/?von=52.5,13.4&umkreis=50"),
    ("Verzeichnis, Wort ohne Treffer", "/laeden/?q=xyzxyz"),
    ("Karte, Seite", "/laeden/karte"),
)


@dataclass(frozen=True)
class Moves:
    """Milliseconds: p50, p95 as a waiting client sees them; CPU of the server for one: mean and p95.

    Where neighbours share the machine, waiting measures them too; the CPU time does not.
    """

    p50: float
    p95: float
    cpu_ms: float
    cpu_p95: float
    kilobytes: float


def main() -> None:
    records = []
    for size in SIZES:
        site = ShopSite((PLACE / f"shops-{size}").resolve())
        site.prepare(size)
        with _served(site) as server:
            pages = [one for one in PAGES if "seite=400" not in one[1] or size > 8_000]
            records += [_move_record(size, moves(server)), *(_page_record(server, size, *one) for one in pages)]
        town = prepare_layers(site)
        for layer in LAYERS:
            with _served(site) as server:
                records.append(_move_record(size, moves(server, layer, town), f"Hilfsaktion, {layer}"))
        records.append(_import_record(size))
    print(f"\n{'Läden und Karte':32}{'Läden':>9}{'CPU ms':>9}{'CPU p95':>9}{'p50 ms':>9}{'p95 ms':>9}{'kB':>8}  Ziel")
    for one in records:
        print(_line(one))
    write_file(records, {"moves": MOVES}, PLACE / "shops.json")


def _served(site: ShopSite) -> AbstractContextManager[Server]:
    """A server of its own for each visitor: one address may not move the map without end."""
    return serving("wsgi:app", {**site.environment, "PAGE_CACHE_SECONDS": "0"}, "/healthz")


def moves(server: Server, layer: str = "", town: tuple[float, float] | None = None) -> Moves:
    """One visitor moves the map; every window is asked for once, so that nothing is answered from memory."""
    chance = random.Random(7)
    always = {"hilfsaktion": layer} if layer else {}
    calls = [Call(_address(chance, always, town if number % 2 else None)) for number in range(MOVES)]
    for call in calls[:5]:
        ask(server, call)
    waits, works, size = [], [], 0
    for call in calls[5:]:
        begun, cpu = time.perf_counter(), server.cpu_seconds()
        size += len(ask(server, call))
        waits.append((time.perf_counter() - begun) * 1000)
        works.append((server.cpu_seconds() - cpu) * 1000)
    number, mean = len(waits), sum(works) / len(works)
    return Moves(_share(waits, 0.5), _share(waits, 0.95), mean, _share(works, 0.95), size / number / 1000)


def _share(figures: list[float], share: float) -> float:
    return sorted(figures)[int(len(figures) * share)]


def _address(chance: random.Random, always: dict[str, str], town: tuple[float, float] | None) -> str:
    lat, lon = chance.choice(spots())
    if town:
        lat, lon = chance.gauss(town[0], SPREAD[0]), chance.gauss(town[1], SPREAD[1])
    window = around(lat, lon, chance.choice(ZOOMS))
    box = ",".join(f"{one:.4f}" for one in (window.west, window.south, window.east, window.north))
    return f"/laeden/karte.geojson?{urlencode({'bbox': box, 'zoom': window.zoom, **always, **chance.choice(FILTERS)})}"


def _move_record(size: int, found: Moves, name: str = "Kartenbewegung") -> dict[str, object]:
    figures = {"cpu_ms": round(found.cpu_ms, 2), "cpu_p95_ms": round(found.cpu_p95, 1)}
    figures |= {"p50_ms": round(found.p50, 1), "p95_ms": round(found.p95, 1)}
    met = found.p95 <= MOST_MS
    return {"page": name, "shops": size, **figures, "kb": round(found.kilobytes, 1), "met": met}


def _page_record(server: Server, size: int, name: str, path: str) -> dict[str, object]:
    found = min((measure(server, Call(path), SECONDS / 2) for _ in range(2)), key=lambda one: one.cpu_ms)
    return {"page": name, "shops": size, "cpu_ms": round(found.cpu_ms, 2), "kb": round(found.size / 1000, 1)}


def _import_record(size: int) -> dict[str, object]:
    empty = ShopSite((PLACE / "shops-0").resolve())
    empty.prepare(0)
    taken = measure_import(empty, size)
    figures = {"cpu_ms": round(taken.cpu * 1000 / taken.rows, 3), "kb": 0.0}
    rates = {"per_second": round(taken.rows / taken.seconds), "per_cpu_second": round(taken.rows / taken.cpu)}
    return {"page": "Übernahme, je Zeile", "shops": size, **figures, **rates, "dry_cpu_s": round(taken.dry_cpu, 2)}


def _line(one: dict) -> str:
    waits = "".join(f"{one[name]:9.1f}" if name in one else f"{'':9}" for name in ("cpu_p95_ms", "p50_ms", "p95_ms"))
    if "per_second" in one:
        said = f"{one['per_second']:,} Zeilen/s, {one['per_cpu_second']:,} je Sekunde Rechenzeit"
        return f"{one['page']:32}{one['shops']:9,}{one['cpu_ms']:9.2f}{'':35}  {said}"
    words = f"p95 ≤ {MOST_MS} ms · {'erreicht' if one['met'] else 'verfehlt'}" if "met" in one else ""
    return f"{one['page']:32}{one['shops']:9,}{one['cpu_ms']:9.2f}{waits}{one['kb']:8.1f}  {words}"


if __name__ == "__main__":
    main()
