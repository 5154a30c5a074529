"""What the results page shows beside its hits: filters with counts, chips, ranges, and help when nothing is found."""

from typing import Any

from app.core.formats import counted, number
from app.places.your_town import your_town
from app.search import addresses
from app.search.chips import chips
from app.search.engines.interface import COST, DATE, POPULATION, RELEVANCE
from app.search.finding import Findings
from app.search.parameters import ALSO_UNKNOWN, MEASURE, VIEW, Asked, Choice, choices, topics
from app.search.query import parse
from app.search.ranges import NUMBER_FILTERS
from app.search.topic_hits import topics_named

TOWNS = "orte"
FIRST_RANGES = ("kosten",)
ALL_WORDS = "zeigen wir nur Einträge, in denen alle Ihre Wörter vorkommen."
ORDERED = {
    DATE: ("Nach Datum", ""),
    COST: ("Nach Kosten", "Die niedrigsten einmaligen Kosten stehen oben, Einträge ohne Angabe am Ende."),
    POPULATION: ("Nach Einwohnern", "Die kleinsten Orte stehen oben, Einträge ohne Angabe am Ende."),
}
Option = tuple[str, str, int | None, bool, bool]


def frame(asked: Asked) -> dict[str, Any]:
    """What the page needs with and without an index."""
    told = asked.searched or asked.text
    number_words = f", Seite {asked.page}" if asked.page > 1 else ""
    return {
        "asked": asked,
        "heading": f"Suche nach „{told}“" if told else "Suche",
        "title": (f"Suche: {asked.text}" if asked.text else "Suche") + number_words,
        "yours": your_town(),
        "topic_hits": topics_named(asked),
        "chosen_filters": chips(asked),
        "all_filters_url": addresses.all_cleared(asked.searched),
        "hidden": [(name, value) for name, value in addresses.kept() if name in ("q", "sortierung", VIEW, MEASURE)],
        "addresses": addresses,
        "ordered": _ordered(asked),
        "also_unknown_name": ALSO_UNKNOWN,
        "robots": "noindex" if asked.text or asked.is_narrowed or asked.page > 1 else "",
    }


def _ordered(asked: Asked) -> str:
    """What any order but that by relevance means, in one or two sentences."""
    if asked.sort == RELEVANCE:
        return ""
    name, more = ORDERED[asked.sort]
    return " ".join(filter(None, (f"{name} {ALL_WORDS}" if asked.searched else "", more)))


def groups(findings: Findings, asked: Asked) -> dict[str, Any]:
    """The filters with their counts. Options that would find nothing are left out, chosen ones stay."""
    special = {slug for slug, _, is_default in topics() if not is_default} | {TOWNS}
    boxed = {(piece.name, piece.value) for piece in asked.pieces}
    count_words = counted(findings.total, "Treffer", "Treffer")
    meant = f" Meinten Sie {findings.corrected}?" if findings.corrected else ""
    return {
        "groups": [(c.legend, c.name, _options(c, findings, asked, special, boxed)) for c in choices()],
        "ranges": _ranges(findings, asked),
        "count_words": count_words,
        "said": f"{count_words if findings.total else 'Keine Treffer'}.{meant}",
        **_help(findings, asked),
    }


def kinds_alone(asked: Asked) -> dict[str, Any]:
    """Without an index nothing can be counted, and kinds are the only filter that holds."""
    kind, chosen = choices()[0], asked.filters.get("typ", ())
    options = [(value, label, None, value in chosen, False) for value, label in kind.options.items()]
    return {
        "groups": [(kind.legend, kind.name, options)],
        "ranges": [],
        "said": "Die Suche wird gerade neu aufgebaut. Gesucht wurde nur in Titeln.",
    }


def _options(
    choice: Choice, findings: Findings, asked: Asked, special: set[str], boxed: set[tuple[str, str]]
) -> list[Option]:
    """(value, words, count or None, is chosen, is chosen by the box)."""
    counts, chosen = findings.facets.get(choice.name, {}), asked.filters.get(choice.name, ())
    return [
        (
            value,
            label,
            counts.get(value, None if value in special else 0),
            value in chosen,
            (choice.name, value) in boxed,
        )
        for value, label in choice.options.items()
        if value in counts or value in chosen or value in special
    ]


def _ranges(findings: Findings, asked: Asked) -> list[dict[str, Any]]:
    """Number filters as the form draws them. note: how many more say nothing about it."""
    typed = dict(addresses.kept())
    return [
        {
            "filter": one,
            "low": typed.get(one.low_name, ""),
            "high": typed.get(one.high_name, ""),
            "note": _note(findings.unknown.get(one.name, 0), asked),
            "is_folded": one.name not in FIRST_RANGES,
        }
        for one in NUMBER_FILTERS
    ]


def _note(count: int, asked: Asked) -> str:
    return f"+ {number(count)} ohne Angabe" if count and not asked.also_unknown else ""


def _help(findings: Findings, asked: Asked) -> dict[str, Any]:
    """For an empty result: what to do next, the nearest way first."""
    if findings.total:
        return {}
    actions: list[tuple[str, str]] = []
    if asked.is_narrowed or your_town().town:
        actions.append(("Ohne Filter suchen", addresses.all_cleared(asked.searched)))
    if asked.sort != RELEVANCE and asked.text:
        actions.append(("Auch Einträge mit nur einem der Wörter", addresses.sorted_by(RELEVANCE)))
    actions.append(("Alle Maßnahmen ansehen", "/massnahmen/"))
    return {
        "help_text": _advice(findings, asked),
        "help_actions": actions,
        "topic_links": [(title, f"/suche?thema={slug}") for slug, title, is_default in topics() if is_default][:12],
    }


def _advice(findings: Findings, asked: Asked) -> str:
    query = parse(asked.searched)
    if asked.searched and not any(letter.isalnum() for letter in asked.searched):
        return "Ihr Text enthält nur Zeichen und keine Wörter. Nennen Sie bitte, worum es geht, etwa „Leerstand“."
    if asked.searched and query.is_empty and not query.without_words:
        return "Ihr Text enthält nur Wörter, die überall vorkommen. Nennen Sie bitte, worum es geht, etwa „Leerstand“."
    if findings.lacking:
        words = " und ".join(f"„{word}“" for word in findings.lacking[:3])
        return f"Das Wort {words} kommt bei uns nirgends vor. Prüfen Sie die Schreibweise, oder nehmen Sie ein anderes."
    if asked.is_narrowed or your_town().town:
        return "Mit diesen Filtern passt nichts. Nehmen Sie einen Filter heraus, oder suchen Sie ohne Filter."
    if len(query.words) > 1 or query.phrases:
        return "Versuchen Sie es mit weniger oder allgemeineren Wörtern, und lassen Sie Anführungszeichen weg."
    return "Prüfen Sie die Schreibweise, oder nehmen Sie ein verwandtes Wort. Auch ein Blick in die Themen hilft."
