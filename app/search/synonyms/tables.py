"""The word list as a CSV file: out, and in again, with a trial run that says line by line what would happen."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select

from app.core import audit
from app.core.actors import Actor
from app.core.tables import BOM, unguarded
from app.core.text import clean
from app.core.transaction import transaction
from app.extensions import db
from app.search.analysis.wordlist import DATA
from app.search.synonyms.models import LONGEST_TERM, MOST_TERMS, SynonymEntry
from app.search.synonyms.queries import lines
from app.search.synonyms.services import Values, write
from app.search.synonyms.thesaurus import Synonyms, Thesaurus, compiled, stems_of

HEADINGS = ("bereich", "begriffe", "engere", "herkunft", "aktiv")
BETWEEN = " | "
MOST_LINES, LARGEST = 5_000, 300_000
SHIPPED = DATA / "synonyms.csv"
NEW, CHANGED, SAME, WRONG = "neu", "geändert", "unverändert", "Fehler"


def shipped_thesaurus() -> Thesaurus:
    """The list that comes with the software, for measurements without a database."""
    rows = [values for _, values in _read(SHIPPED.read_text("utf-8")) if isinstance(values, Values)]
    return compiled(Synonyms(row.terms, row.narrower) for row in rows)


class Unreadable(Exception):
    """The text is no such file; str(error) is a German sentence."""


@dataclass(frozen=True)
class Outcome:
    """What a line does. text: its terms, or what is wrong with it."""

    line: int
    what: str
    text: str


def rows_of(entries: list[SynonymEntry]) -> Iterator[tuple[str, ...]]:
    for one in entries:
        terms, narrower = BETWEEN.join(lines(one.terms)), BETWEEN.join(lines(one.narrower))
        yield one.area, terms, narrower, one.origin, "ja" if one.is_active else "nein"


def run_import(text: str, *, dry_run: bool, actor: Actor) -> list[Outcome]:
    """Add what is new, change what differs; nothing is deleted, wrong lines are left out. Raises Unreadable."""
    found = list(_read(text))
    with transaction(raises_cache=not dry_run):
        known = {entry.key: entry for entry in db.session.scalars(select(SynonymEntry))}
        outcomes = [_take(line, values, known, dry_run) for line, values in found]
        counts = {what: sum(one.what == what for one in outcomes) for what in (NEW, CHANGED)}
        if not dry_run and any(counts.values()):
            audit.record("search_words.imported", actor_id=actor.id, **counts)
    return outcomes


def _take(line: int, values: Values | str, known: dict[str, SynonymEntry], dry_run: bool) -> Outcome:
    if isinstance(values, str):
        return Outcome(line, WRONG, values)
    entry, text = known.get(values.key), ", ".join((*values.terms, *values.narrower))
    if entry is not None and _is_same(entry, values):
        return Outcome(line, SAME, text)
    if not dry_run:
        written = entry or SynonymEntry()
        write(written, values)
        db.session.add(written)
        known[values.key] = written
    return Outcome(line, NEW if entry is None else CHANGED, text)


def _is_same(entry: SynonymEntry, values: Values) -> bool:
    now = lines(entry.terms), lines(entry.narrower), entry.area, entry.is_active, entry.origin
    return now == (values.terms, values.narrower, values.area, values.is_active, values.origin)


def _read(text: str) -> Iterator[tuple[int, Values | str]]:
    """(number of the line in the file, its values or a sentence)."""
    if len(text) > LARGEST:
        raise Unreadable("Die Datei ist zu groß: Bitte höchstens 300 kB.")
    reader = csv.DictReader(io.StringIO(clean(text).lstrip(BOM)), delimiter=";")
    if "begriffe" not in (reader.fieldnames or ()):
        raise Unreadable("Die erste Zeile muss die Spalten nennen: " + ";".join(HEADINGS))
    seen: dict[str, int] = {}
    for number, row in enumerate(reader, 2):
        if number > MOST_LINES + 1:
            raise Unreadable("Die Datei hat zu viele Zeilen: Bitte höchstens 5.000.")
        values = _values(row)
        if isinstance(values, Values) and (before := seen.setdefault(values.key, number)) != number:
            values = f"„{values.terms[0]}“ steht schon in Zeile {before}."
        yield number, values


def _values(row: dict[str, str | None]) -> Values | str:
    cells = {name: _cell(row.get(name)) for name in HEADINGS}
    terms, narrower = _terms(cells["begriffe"]), _terms(cells["engere"])
    if problem := problem_of(terms, narrower):
        return problem
    is_active = cells["aktiv"].lower() not in ("nein", "0", "false")
    return Values(terms, narrower, cells["bereich"][:60], is_active, cells["herkunft"][:60] or "Redaktion")


def _cell(text: str | None) -> str:
    """Without the apostrophe that keeps spreadsheets from running a cell."""
    return unguarded((text or "").strip())


def _terms(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(term for term in map(str.strip, text.split("|")) if term))


def problem_of(terms: tuple[str, ...], narrower: tuple[str, ...]) -> str:
    """Why this can't be a line of the list, or nothing."""
    everything = (*terms, *narrower)
    if not terms or len(everything) < 2:
        return "Eine Zeile braucht mindestens zwei Begriffe, davon einen in der Spalte „begriffe“."
    if len(everything) > MOST_TERMS:
        return f"Eine Zeile hat höchstens {MOST_TERMS} Begriffe."
    if long := next((term for term in everything if len(term) > LONGEST_TERM), ""):
        return f"Der Begriff „{long[:40]} …“ ist länger als {LONGEST_TERM} Zeichen."
    if empty := next((term for term in everything if not stems_of(term)), ""):
        return f"„{empty}“ besteht nur aus Wörtern, nach denen nicht gesucht wird."
    return ""
