"""The bars of search: by the clock, but for bad input, which takes so long that other programs would be measured."""

from dataclasses import dataclass
from typing import Any

from tools.search_speed.corpus import COMMON, FULL

RATIO, SUGGESTIONS_MS, PER_SECOND, MEGABYTES, GROWTH, BAD_INPUT = 0.1, 5.0, 2_500, 60.0, 2.0, 2.0


@dataclass(frozen=True)
class Bar:
    label: str
    value: float
    bar: float
    at_least: bool = False

    @property
    def met(self) -> bool:
        return self.value >= self.bar if self.at_least else self.value <= self.bar


def bars(sizes: dict[str, Any]) -> list[Bar]:
    first, last = min(sizes, key=int), max(sizes, key=int)
    ours, rival = sizes[last]["Ortskern"], sizes[last]["PostgreSQL"]
    asked, alone = ours["questions"], ours["only_ours"]
    worst = max(row["own_p50"] for label, row in alone.items() if label.startswith("schlecht"))
    found = [
        Bar(f"p95 als Teil von PostgreSQL, {FULL}", _share(asked, rival, FULL), RATIO),
        Bar(f"p95 als Teil von PostgreSQL, {COMMON}", _share(asked, rival, COMMON), RATIO),
        Bar("Vorschläge, p95 ms", alone["Vorschläge beim Tippen"]["p95"], SUGGESTIONS_MS),
        Bar("neu aufgebaut, Einträge je CPU-Sekunde", ours["per_cpu_second"], PER_SECOND, at_least=True),
        Bar("Speicher eines Web-Workers durch die Suche, MB", ours["memory"]["own"], MEGABYTES),
        Bar("schlechte Eingabe, Vielfaches des Üblichen (p95)", round(worst / asked[FULL]["own_p95"], 2), BAD_INPUT),
    ]
    if first != last:
        before = sizes[first]["Ortskern"]["questions"]
        growth = {label: round(asked[label]["p50"] / before[label]["p50"], 2) for label in asked}
        found += [Bar(f"p50 von {first} auf {last}: {label}", value, GROWTH) for label, value in growth.items()]
    return found


def _share(ours: dict[str, Any], rival: dict[str, Any], label: str) -> float:
    return round(ours[label]["p95"] / rival["questions"][label]["p95"], 3)


def print_bars(sizes: dict[str, Any]) -> list[dict[str, Any]]:
    found = bars(sizes)
    print(f"\n{'Latte':70}{'Wert':>9}{'Soll':>9}")
    for one in found:
        sign = "≥" if one.at_least else "≤"
        print(f"{one.label:70}{one.value:9}{sign:>3}{one.bar:6} {'erreicht' if one.met else 'verfehlt'}")
    return [{"label": one.label, "value": one.value, "bar": one.bar, "met": one.met} for one in found]
