"""What stands in a paper for the council: plain values, the same for the page and for paper.typ."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import current_app

from app.core import clock, formats
from app.core.markup import plain
from app.practices.council.choosing import Chosen
from app.practices.fact_words import in_words
from app.practices.kinds import CASE
from app.practices.queries.entries import Entry, Parts
from app.practices.reading import page
from app.practices.reading.sharing import short_address
from app.practices.sheets.texts import cut, entry_notes
from app.practices.words import STATUS, UNKNOWN

TITLE = "Praxisbeispiele aus anderen Städten"
HEADINGS = ("Praxisbeispiel", "Ort", "Einwohner", "Einmalige Kosten", "Dauer bis zum Start", "Stand")
LONGEST_TITLE, LONGEST_SUMMARY, LONGEST_TEXT, LONGEST_FACT = 130, 400, 900, 160


@dataclass(frozen=True)
class Cover:
    """What the person chose for the paper. with_notes: her own notes stand in it."""

    title: str = TITLE
    town: str = ""
    with_notes: bool = False


def paper_data(chosen: Chosen, cover: Cover) -> dict[str, Any]:
    """Everything page.html and paper.typ read; strings in lists and dictionaries."""
    return {
        "site": current_app.config["SETTINGS"].site_name,
        "title": cut(cover.title, LONGEST_TITLE),
        "town": cut(cover.town, LONGEST_TITLE),
        "day": formats.german_date(clock.today()),
        "headings": list(HEADINGS),
        "rows": [_row(entry, parts) for entry, parts, _ in chosen.cases],
        "cases": [_case(entry, parts, note if cover.with_notes else "") for entry, parts, note in chosen.cases],
    }


def _row(entry: Entry, parts: Parts) -> list[str]:
    inhabitants = formats.number(entry.population) if entry.population is not None else ""
    known = [_fact(parts, key) for key in ("one_off_cost", "months_to_start")]
    cells = [entry.title, entry.place_name or "", inhabitants, *known, STATUS.get(entry.status or "", "")]
    return [cut(cell, LONGEST_TITLE) or UNKNOWN for cell in cells]


def _fact(parts: Parts, key: str) -> str:
    row = parts.facts.get(key)
    return in_words(key, row.n, row.m, row.b or "") if row else ""


def _case(entry: Entry, parts: Parts, note: str) -> dict[str, Any]:
    facts = [*page.facts_of_case(entry, parts), ("Würden es wieder tun", page.again(entry), entry.again_why or "")]
    return {
        "title": cut(entry.title, LONGEST_TITLE),
        "meta": cut(page.headline_facts(entry)[0], 120) if entry.place_name else "",
        "notes": entry_notes(entry),
        "summary": "" if entry.is_stub else cut(entry.summary, LONGEST_SUMMARY),
        "sections": _sections(entry),
        "facts": [{"label": a, "value": cut(b, LONGEST_FACT), "note": cut(c, LONGEST_FACT)} for a, b, c in facts if b],
        "proved": f"{page.proved_by(entry.evidence_level)}.",
        "contact": _contact(entry),
        "source": _source(entry),
        "address": short_address(entry),
        "own_note": [cut(line, 4_000) for line in note.splitlines() if line.strip()],
    }


def _sections(entry: Entry) -> Sequence[dict[str, str]]:
    done = entry.what_html or entry.steps_html or entry.problem_html or ""
    texts = (("Was gemacht wurde", done), ("Das Ergebnis", entry.happened_html or ""))
    return [{"title": title, "text": cut(plain(html), LONGEST_TEXT)} for title, html in texts if html]


def _contact(entry: Entry) -> str:
    """The organisation; its mailbox stays behind the page."""
    if not entry.owner_name:
        return cut(entry.source_author or "", 120)
    name = f"{entry.owner_name} (Anbieter)" if entry.is_vendors else entry.owner_name
    return cut(name, 120) + (", antwortet auf Fragen über die Seite des Beispiels" if entry.has_mailbox else "")


def _source(entry: Entry) -> str:
    if entry.kind != CASE or not entry.source_name:
        return ""
    return f"{cut(entry.source_name, 90)}, Lizenz: {cut(entry.licence or '', 60)}"
