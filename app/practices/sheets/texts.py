"""What stands on a sheet, cut so that it fits: plain values for sheet.typ."""

import re
from typing import Any

from flask import current_app

from app.core import formats
from app.core.markup import plain
from app.core.text import excerpt
from app.core.typesetting import qr_code
from app.practices.kinds import PRACTICE
from app.practices.queries.entries import Entry, Parts
from app.practices.reading import page
from app.practices.reading.sharing import short_address
from app.practices.sheets.pictures import picture_data
from app.practices.words import UNKNOWN, VENDOR_UNCONFIRMED

LENGTHS = (1_400, 1_100, 900, 750, 620, 540, 470, 400, 330, 260, 190, 120, 60)
LONGEST_TITLE, LONGEST_SUMMARY, LONGEST_FACT, MOST_FIGURES = 130, 360, 70, 3
PRACTICE_SECTIONS = (
    ("Das Problem", "problem_html"),
    ("Die Idee", "idea_html"),
    ("So geht es", "steps_html"),
    ("Was es bewirkt", "effects_html"),
    ("Worauf Sie achten sollten", "pitfalls_html"),
)
CASE_SECTIONS = (
    ("Was wurde gemacht?", "what_html"),
    ("Das Problem", "problem_html"),
    ("Das Vorgehen", "steps_html"),
    ("Das Ergebnis", "happened_html"),
    ("Was wir gelernt haben", "lessons_html"),
)
_LONG_WORD = re.compile(r"\S{25,}")


def sheet_data(entry: Entry, parts: Parts) -> dict[str, Any]:
    """Everything sheet.typ reads; strings only, in lists and dictionaries; picture may be None."""
    is_practice = entry.kind == PRACTICE
    facts = page.facts_of_practice(entry) if is_practice else page.facts_of_case(entry, parts)
    figures = [] if is_practice else page.figures_table(parts)[:MOST_FIGURES]
    return {
        "kind": f"{'Maßnahme' if is_practice else 'Praxisbeispiel'} · {current_app.config['SETTINGS'].site_name}",
        "title": cut(entry.title, LONGEST_TITLE),
        "author": cut(entry.owner_name or entry.source_author or "", 100),
        "summary": cut(entry.summary, LONGEST_SUMMARY),
        "topics": [topic.title for topic in page.topics_of(parts)],
        "meta": "" if is_practice else cut(" · ".join(page.headline_facts(entry)), 120),
        "notes": entry_notes(entry),
        "facts": [{"label": row[0], "value": cut(row[1], LONGEST_FACT) or UNKNOWN} for row in facts],
        "figures": [{"label": cut(a, 60), "before": cut(b, 30), "after": cut(c, 30)} for a, b, c, _ in figures],
        "proved": "" if is_practice else f"{page.proved_by(entry.evidence_level)}.",
        "variants": _variants(entry, PRACTICE_SECTIONS if is_practice else CASE_SECTIONS),
        "picture": picture_data(parts),
        "foot": _foot(entry),
        "address": short_address(entry),
        "qr": qr_code(short_address(entry)),
    }


def cut(text: str, longest: int) -> str:
    """At most so many letters, with an ellipsis; words without end may break."""
    text = excerpt(text or "", longest)
    text = text if len(text) <= longest + 2 else text[:longest] + " …"
    return _LONG_WORD.sub(lambda found: "\u200b".join(re.findall(r".{1,12}", found.group(0))), text)


def _variants(entry: Entry, sections: tuple[tuple[str, str], ...]) -> list[list[dict[str, str]]]:
    texts = [(title, plain(getattr(entry, column) or "")) for title, column in sections]
    return [[{"title": title, "text": cut(text, longest)} for title, text in texts if text] for longest in LENGTHS] + [
        []
    ]


def entry_notes(entry: Entry) -> list[str]:
    """What a reader must know before the texts."""
    notes = []
    if entry.origin == "demo":
        notes.append("Erfunden, zur Anschauung: Ort, Menschen und Zahlen gibt es nicht.")
    if entry.is_vendors and entry.kind != PRACTICE and not entry.town_confirmed_at:
        notes.append(f"{VENDOR_UNCONFIRMED}.")
    if entry.kind != PRACTICE and entry.is_stub:
        notes.append("Beispiel laut Quelle, Angaben fehlen.")
    return notes


def _foot(entry: Entry) -> list[str]:
    kind = "Anbieter" if entry.is_vendors else "Organisation"
    by = f"{kind}: {cut(entry.owner_name, 90)}" if entry.owner_name else ""
    source = f"Quelle: {cut(entry.source_name, 90)}, Lizenz: {cut(entry.licence, 60)}" if entry.source_name else ""
    day = f"Fassung {entry.version}, veröffentlicht am {formats.german_date(entry.published_at)}"
    return [line for line in (by, source, day) if line]
