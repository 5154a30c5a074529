"""A finished text as the templates show it, before anything is in the tables."""

from typing import Any

from app.core import formats
from app.core.markup import TooLong, render
from app.practices.fact_words import in_words, origin_of_fact
from app.practices.reading.page import proved_by
from app.practices.writing.case_text import CaseText, FactText
from app.practices.writing.evidence import evidence_level
from app.practices.writing.measure_text import MeasureText
from app.practices.writing.pieces import FileText
from app.practices.writing.words import AGAIN, CASE_HEADINGS, MEASURE_HEADINGS, MEASURE_LINES, RATINGS, STATUSES


def shown_html(markdown: str) -> str:
    """Sanitised HTML, or a sentence when the text is too long."""
    try:
        return render(markdown).html
    except TooLong:
        return "<p>Der Text ist zu lang: Bitte höchstens 100 kB.</p>"


def shown(text: CaseText | MeasureText, file_base: str = "") -> dict[str, Any]:
    """title, summary, sections [(heading, html)], facts [(label, value, note)], figures, links, pictures, documents …

    file_base: stands in front of the addresses of files, for readers who come by a signed link.
    """
    values: dict[str, Any] = {"title": text.title, "summary": text.summary}
    values["topics"] = [title for _, title in text.topics]
    files = [_file(file, file_base) for file in text.files]
    values["pictures"] = [file for file in files if file["is_picture"]]
    values["documents"] = [file for file in files if not file["is_picture"]]
    rest = _case(text) if isinstance(text, CaseText) else _measure(text)
    rest["sections"] = [
        (heading, html.replace('"/dateien/', f'"{file_base}/dateien/')) for heading, html in rest["sections"]
    ]
    return {**values, **rest}


def _file(file: FileText, base: str) -> dict[str, Any]:
    return {
        "url": f"{base}{file.url}",
        "alt": file.alt,
        "credit": file.credit,
        "title": file.title,
        "size": file.size,
        "is_picture": file.is_picture,
    }


def _case(text: CaseText) -> dict[str, Any]:
    return {
        "town": text.town.label if text.town else "",
        "measure": text.measure[1] if text.measure else "",
        "sections": _sections(text.texts, CASE_HEADINGS),
        "plain_language": text.plain_language,
        "facts": [*_dates(text), *(_fact(fact) for fact in text.facts)],
        "figures": text.figures,
        "again": AGAIN.get(text.again or "", ""),
        "again_why": text.again_why,
        "evidence": proved_by(evidence_level(text)),
        "links": text.links,
        "contact_name": text.contact_name,
    }


def _measure(text: MeasureText) -> dict[str, Any]:
    ratings = [
        (RATINGS[name], f"{formats.number(value, 1)} von 3")
        for name, value in text.ratings.items()
        if value is not None
    ]
    return {
        "sections": _sections(text.texts, MEASURE_HEADINGS),
        "facts": [(MEASURE_LINES[name][0], line) for name, line in text.lines.items() if line] + ratings,
        "related": [title for _, title in text.related],
    }


def _sections(texts: Any, headings: dict[str, str]) -> list[tuple[str, str]]:
    return [(headings[name], shown_html(texts[name])) for name in headings if texts[name]]


def _dates(text: CaseText) -> list[tuple[str, str]]:
    rows = [("Stand", STATUSES.get(text.status or "", ""))]
    rows.append(("Begonnen", formats.german_date(text.started_on)))
    rows.append(("Beendet", formats.german_date(text.ended_on)))
    return [row for row in rows if row[1]]


def _fact(fact: FactText) -> tuple[str, str, str]:
    low = "" if fact.high is not None or fact.low is None else "ab "
    words = f"{low}{in_words(fact.kind.key, fact.low, fact.high, fact.text)}"
    return fact.kind.label, words, origin_of_fact(fact.source, fact.as_of)
