"""What the page of a measure or a case shows, as plain values: the template neither asks nor decides."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import render_template
from markupsafe import Markup
from sqlalchemy import Row

from app.core import clock, formats
from app.media.queries import file_url
from app.organisations.cards import ORIGIN_BADGES, Card
from app.places.your_town import YourTown
from app.practices.cards import LABELS
from app.practices.fact_words import in_words, origin_of_fact
from app.practices.facts import KINDS
from app.practices.queries.cards import open_cards
from app.practices.queries.entries import Entry, Parts
from app.practices.words import AGAIN, EVIDENCE, EVIDENCE_STEPS, STATUS
from app.topics.queries import TopicRow, all_topics

MOST_CARDS, MOST_SIMILAR = 6, 3
EVIDENCE_KINDS = {
    "document": "Dokument",
    "figures": "Eigene Zahlen",
    "before_after": "Messung vorher und nachher",
    "external": "Untersuchung von außen",
}


@dataclass(frozen=True)
class Picture:
    url: str
    small_url: str
    alt: str
    caption: str
    width: int | None
    height: int | None


@dataclass(frozen=True)
class Proof:
    """An attachment that proves something. by, confirmed_by: names of organisations, or empty."""

    title: str
    url: str
    size: int
    kind: str
    by: str
    confirmed_by: str


@dataclass(frozen=True)
class Town:
    """The town's figures, for comparing."""

    id: int
    state_key: str | None
    population: int | None
    area_km2: float | None


def topics_of(parts: Parts) -> list[TopicRow]:
    return [topic for topic in all_topics() if topic.id in parts.topic_ids]


def pictures(parts: Parts) -> list[Picture]:
    return [
        Picture(
            file_url(row.n, row.d),
            file_url(row.n, row.d, small=True),
            row.b or "",
            " ".join(part for part in (row.a, f"Bild: {row.c}" if row.c else "") if part),
            row.w,
            row.h,
        )
        for row in parts.images
    ]


def proofs(parts: Parts) -> list[Proof]:
    return [
        Proof(
            row.a or row.d,
            file_url(row.n, row.d),
            row.m,
            EVIDENCE_KINDS.get(row.e, "Dokument"),
            row.f or "",
            row.g or "",
        )
        for row in parts.evidence
    ]


def facts_of_case(entry: Entry, parts: Parts) -> list[tuple[str, str, str]]:
    """(label, value or empty, source and day) of every decision fact; empty reads "keine Angabe"."""
    rows = [("Stand", STATUS.get(entry.status or "", ""), period(entry.started_on, entry.ended_on))]
    return rows + [(kind.label, *_fact(kind.key, parts.facts.get(kind.key))) for kind in KINDS]


def at_a_glance(entry: Entry, parts: Parts) -> list[tuple[str, str]]:
    """(label, figure) of what one judges by first, as far as it is known."""
    rows = [
        ("Einwohner", formats.number(entry.population) if entry.population is not None else ""),
        ("Einmalige Kosten", _fact("one_off_cost", parts.facts.get("one_off_cost"))[0]),
        ("Dauer bis zum Start", _fact("months_to_start", parts.facts.get("months_to_start"))[0]),
        ("Wieder tun?", sentence_start(again(entry))),
    ]
    return [(label, figure) for label, figure in rows if figure]


def _fact(key: str, row: Row[Any] | None) -> tuple[str, str]:
    if row is None:
        return "", ""
    as_of = date.fromisoformat(row.d[:10]) if row.d else None
    return in_words(key, row.n, row.m, row.b or ""), origin_of_fact(row.c or "", as_of)


def facts_of_practice(entry: Entry) -> list[tuple[str, str, str]]:
    """(label, value or empty, note)"""
    rows = [
        ("Kosten", entry.cost_note),
        ("Zeit", entry.time_horizon),
        ("Wo sie passt", entry.spatial_scope),
        ("Für wen", entry.target_groups),
        ("Wer mitmacht", entry.actors),
        ("Handlungsfeld", entry.field_of_action),
    ]
    ratings = [("Wirkung", entry.rating_effect), ("Aufwand", entry.rating_effort)]
    by = "Einschätzung der Quelle" if entry.origin == "offene_daten" else "Eigene Einschätzung"
    judged = [(name, f"{formats.number(r, 1)} von 3", by) for name, r in ratings if r is not None]
    return [(label, value, "") for label, value in rows] + judged


def period(begin: date | None, end: date | None) -> str:
    """ "seit März 2024", "März 2024 bis Mai 2025"; empty when nobody said."""
    words = [f"{formats.MONTHS[day.month - 1]} {day.year}" if day else "" for day in (begin, end)]
    if words[0] and words[1]:
        return f"{words[0]} bis {words[1]}"
    return f"seit {words[0]}" if words[0] else (f"bis {words[1]}" if words[1] else "")


def figures_table(parts: Parts) -> list[tuple[str, str, str, str]]:
    """(what, before, after, how it was measured), each figure with its unit."""
    return [
        (row.a, _with_unit(row.b, row.d), _with_unit(row.c, row.d), row.e or "keine Angabe") for row in parts.figures
    ]


def _with_unit(value: str, unit: str) -> str:
    return f"{value} {unit}".strip() if value else "keine Angabe"


def ladder(level: str) -> list[tuple[str, bool]]:
    """(step, reached) from idea to external evaluation."""
    names = list(EVIDENCE_STEPS)
    reached = names.index(level)
    return [(EVIDENCE_STEPS[name], number <= reached) for number, name in enumerate(names)]


def proved_by(level: str) -> str:
    """A phrase to begin a sentence with; never "geprüft"."""
    return "Noch nicht belegt" if level == "idea" else f"Belegt durch {EVIDENCE[level]}"


def again(entry: Entry) -> str:
    return AGAIN.get(entry.again or "", "")


def sentence_start(words: str) -> str:
    return words[:1].upper() + words[1:]


def badges(entry: Entry) -> list[tuple[str, str]]:
    found = [ORIGIN_BADGES[entry.origin]] if entry.origin in ORIGIN_BADGES else []
    if entry.is_vendors:
        found.append(("Anbieter", "anbieter"))
        if entry.kind == "case_study":
            found.append(LABELS["town_confirmed" if entry.town_confirmed_at else "town_unconfirmed"])
    if entry.state in ("draft", "review"):
        found.append(("Entwurf", "entwurf"))
    if entry.kind == "case_study" and entry.is_stub:
        found.append(LABELS["stub"])
    if entry.kind == "case_study" and entry.status in ("stopped", "idea"):
        found.append(LABELS[entry.status])
    return found


def town_of(entry: Entry) -> Town | None:
    if entry.place_id is None:
        return None
    return Town(entry.place_id, entry.state_key, entry.population, entry.area_km2)


def headline_facts(entry: Entry) -> list[str]:
    """What stands below the title: the town with its size, and whether they would do it again."""
    town = entry.place_name or ""
    if town and entry.population is not None:
        town = f"{town}, {formats.number(entry.population)} Einwohner"
    return [text for text in (town, f"Würden es wieder tun: {again(entry)}" if entry.again else "") if text]


def answer_speed(hours: int | None) -> str:
    """ "Antwortet meist innerhalb von 2 Tagen"; empty while too few have been answered."""
    if hours is None:
        return ""
    if hours <= 24:
        return "Antwortet meist innerhalb eines Tages."
    days = -(-hours // 24)
    return (
        f"Antwortet meist innerhalb von {days} Tagen." if days <= 14 else "Antwortet meist nach mehr als zwei Wochen."
    )


def contact_name(entry: Entry) -> str:
    """A person's name expires unless it was confirmed again."""
    until = entry.contact_until
    return entry.contact_name if entry.contact_name and until and until >= clock.today() else ""


@dataclass(frozen=True)
class Neighbours:
    """cases: of the same measure. stubs: examples that a source names. similar: what reads alike."""

    cases: Sequence[Card] = ()
    stubs: Sequence[Card] = ()
    related: Sequence[Card] = ()
    similar: Sequence[Card] = ()


def neighbours(entry: Entry, parts: Parts) -> Markup:
    """All cards around an entry, drawn; one statement; only what everyone may see."""
    similar = tuple((entry.card or {}).get("similar", ()))
    ids = tuple(dict.fromkeys([*parts.related_ids, *parts.case_ids, *similar]))
    around = _neighbours(parts, similar, open_cards(ids))
    return Markup(render_template(f"practices/_around_{entry.kind}.html", entry=entry, around=around))


def _neighbours(parts: Parts, similar: Sequence[int], cards: dict[int, Card]) -> Neighbours:
    of_measure = [cards[one] for one in reversed(parts.case_ids) if one in cards]
    told = [card for card in of_measure if not card.extra["is_stub"]][:MOST_CARDS]
    shown = {card.id for card in told} | set(parts.related_ids)
    alike = [cards[one] for one in similar if one in cards]
    return Neighbours(
        told,
        [card for card in of_measure if card.extra["is_stub"]],
        [cards[one] for one in parts.related_ids if one in cards],
        [card for card in alike if card.id not in shown and not card.extra["is_stub"]][:MOST_SIMILAR],
    )


def compared(entry: Entry, yours: YourTown) -> str:
    town = town_of(entry)
    return yours.compared(town) if town else ""


def values_for_town(entry: Entry, yours: YourTown) -> dict[str, Any]:
    """What the page of a case says to a reader who has chosen a town."""
    return {"yours": yours, "compared": compared(entry, yours)}


def values_of_case(entry: Entry, parts: Parts) -> dict[str, Any]:
    """What the page of a case shows beside what both kinds have."""
    return {
        "glance": at_a_glance(entry, parts),
        "facts": facts_of_case(entry, parts),
        "figures": figures_table(parts),
        "ladder": ladder(entry.evidence_level),
        "proved_by": proved_by(entry.evidence_level),
        "again": again(entry),
        "again_words": sentence_start(again(entry) or "keine Angabe"),
        "contact": contact_name(entry),
        "answers": answer_speed(entry.answer_hours),
        "meta": headline_facts(entry),
        "links": parts.links,
    }
