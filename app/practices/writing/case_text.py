"""A case as it is to be published: finished values, read from what was typed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.core.subjects import Subject
from app.practices.facts import KINDS, FactKind
from app.practices.writing.lookups import (
    Town,
    find_measure,
    find_organisation,
    find_topics,
    find_town,
    mailbox_of,
    no_such_measure,
)
from app.practices.writing.notes import Note, Reader, first_sentences
from app.practices.writing.pieces import FileText, read_files
from app.practices.writing.words import AGAIN, CASE_TEXTS, FIGURE_FIELDS, FIGURE_ROWS, LINK_ROWS, STATUSES


@dataclass(frozen=True)
class FactText:
    kind: FactKind
    low: int | None
    high: int | None
    text: str
    source: str
    as_of: date | None


@dataclass(frozen=True)
class FigureText:
    label: str
    before: str
    after: str
    unit: str
    method: str


@dataclass(frozen=True)
class CaseText:
    """texts: Markdown by the names of words.CASE_TEXTS. topics, measure: (id, title)."""

    title: str
    summary: str
    town: Town | None
    measure: tuple[int, str] | None
    topics: tuple[tuple[int, str], ...]
    depth: str
    texts: Mapping[str, str]
    plain_language: str
    status: str | None
    started_on: date | None
    ended_on: date | None
    again: str | None
    again_why: str
    facts: tuple[FactText, ...]
    figures: tuple[FigureText, ...]
    links: tuple[tuple[str, str], ...]
    files: tuple[FileText, ...]
    contact_name: str
    mailbox: str


def read_case(data: Mapping[str, Any], subject: Subject) -> tuple[CaseText, list[Note]]:
    """The text as far as it can be read, and what it lacks before it may be published."""
    reader = Reader(data)
    texts = {name: reader.text(name) for name in CASE_TEXTS}
    if not any(texts[name] for name in ("what", "steps")):
        reader.note("what", "Bitte erzählen Sie in ein paar Sätzen, was Sie gemacht haben.")
    started, ended = _dates(reader)
    text = CaseText(
        title=reader.text("title", 200, "Bitte geben Sie dem Praxisbeispiel einen Titel."),
        summary=_summary(reader, texts),
        town=_town(reader),
        measure=_measure(reader),
        topics=find_topics(data.get("topics") or []),
        depth="full" if data.get("depth") == "full" else "short",
        texts=texts,
        plain_language=reader.text("plain_language"),
        status=reader.choice("status", STATUSES),
        started_on=started,
        ended_on=ended,
        again=reader.choice("again", AGAIN),
        again_why=reader.text("again_why", 2000),
        facts=tuple(fact for kind in KINDS if (fact := _fact(reader, kind))),
        figures=_figures(reader),
        links=_links(reader),
        files=read_files(reader, subject, find_organisation),
        contact_name=reader.text("contact_name", 120),
        mailbox=_mailbox(reader, subject),
    )
    return text, reader.notes


def _summary(reader: Reader, texts: Mapping[str, str]) -> str:
    """The short version needs none: its first sentences are taken."""
    return reader.text("summary", 500) or first_sentences(texts["what"] or texts["steps"])


def _town(reader: Reader) -> Town | None:
    town, sentence = find_town(str(reader.data.get("place") or ""), str(reader.data.get("place_key") or ""))
    if sentence:
        reader.note("place", sentence)
    return town


def _measure(reader: Reader) -> tuple[int, str] | None:
    title = reader.text("practice", 300)
    found = find_measure(title) if title else None
    if title and found is None:
        reader.note("practice", no_such_measure(title))
    return found


def _dates(reader: Reader) -> tuple[date | None, date | None]:
    started, ended = reader.date("started_on"), reader.date("ended_on", end=True)
    if started and ended and ended < started:
        reader.note("ended_on", "Das Ende liegt vor dem Anfang. Bitte prüfen Sie beide Angaben.")
    return started, ended


def _fact(reader: Reader, kind: FactKind) -> FactText | None:
    as_of = reader.date(f"{kind.key}_as_of", end=True)
    source = reader.text(f"{kind.key}_source", 300)
    if kind.is_text:
        words = reader.text(kind.key, 1000)
        return FactText(kind, None, None, words, source, as_of) if words else None
    found = reader.amount(kind.key, kind)
    return FactText(kind, found.low, found.high, "", source, as_of) if found else None


def _figures(reader: Reader) -> tuple[FigureText, ...]:
    figures = []
    for row in range(FIGURE_ROWS):
        longest = {"label": 200, "method": 2000}
        values = {name: reader.text(f"figure_{row}_{name}", longest.get(name, 60)) for name in FIGURE_FIELDS}
        if any(values.values()) and not values["label"]:
            reader.note(f"figure_{row}_label", "Bitte schreiben Sie, was gezählt wurde.")
        if values["label"]:
            figures.append(FigureText(**values))
    return tuple(figures)


def _links(reader: Reader) -> tuple[tuple[str, str], ...]:
    links = []
    for row in range(LINK_ROWS):
        title, address = reader.text(f"link_{row}_title", 300), reader.address(f"link_{row}_url")
        if title and not address:
            reader.note(f"link_{row}_url", "Bitte geben Sie die Adresse an, zu der der Link führt.")
        if address:
            links.append((title or address, address))
    return tuple(links)


def _mailbox(reader: Reader, subject: Subject) -> str:
    mailbox = reader.email("mailbox")
    if not mailbox and not mailbox_of(subject.owner_id):
        reader.note("mailbox", "Wohin sollen Fragen gehen? Bitte geben Sie eine E-Mail-Adresse an.")
    return mailbox
