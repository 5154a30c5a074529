"""The invented cases of the demo, with their facts, figures, pictures and evidence."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import select

from app.core import formats
from app.core.subjects import Subject
from app.demo.records import DemoCase, DemoFact, Figure
from app.extensions import db
from app.practices.cards import case_card
from app.practices.imports.entries import NEW, Entry, Step, plan
from app.practices.imports.topics import TopicMap
from app.practices.imports.writing import write
from app.practices.kinds import CASE, PRACTICE

ORIGIN = "demo"
ANSWER = re.compile(r"^(?:Ja|Nein|Mit Änderungen)\.\s*")  # said by the choice already
CONTACT = timedelta(days=365)  # so long a contact is shown unless confirmed again
MONTHS = [name[:3] + "." if len(name) > 4 else name for name in formats.MONTHS]


@dataclass(frozen=True)
class Cast:
    """Ids of what the cases speak of: towns by name, organisations and people by key."""

    towns: dict[str, int]
    organisations: dict[str, int]
    people: dict[str, int]
    vendors: frozenset[str]


def load_cases(cases: Sequence[DemoCase], cast: Cast, topics: TopicMap) -> tuple[list[Step], dict[str, int]]:
    """Write the cases; inside a transaction(). Returns what happened and the subject ids by key."""
    practices = practice_ids()
    entries = [_entry(case, number, cast, topics, practices) for number, case in enumerate(cases, 1)]
    steps = plan(CASE, ORIGIN, entries)
    return steps, write(CASE, ORIGIN, steps)


def new_keys(steps: Sequence[Step]) -> set[str]:
    return {step.entry.external_id for step in steps if step.action == NEW}


def practice_ids() -> dict[str, int]:
    """Measures of the catalogue by the id their source gives them."""
    query = select(Subject.external_id, Subject.id).where(Subject.kind == PRACTICE, Subject.external_id.is_not(None))
    return {row.external_id: row.id for row in db.session.execute(query)}


def _entry(case: DemoCase, number: int, cast: Cast, topics: TopicMap, practices: dict[str, int]) -> Entry:
    subject = {
        "title": case.title,
        "summary": case.summary,
        "owner_id": cast.organisations[case.organisation],
        "author_id": cast.people[case.author],
        "place_id": cast.towns[case.town],
        "published_at": datetime.combine(case.published_on, time(9), UTC),
        "card": card_of(case),
    }
    return Entry(
        case.key,
        number,
        subject,
        {**_texts(case), **_state(case, cast), "practice_id": practices.get(case.practice or "")},
        topics.of_slugs(case.topics),
        facts=[fact_row(fact) for fact in case.facts],
        figures=[_figure_row(figure) for figure in case.figures],
    )


def card_of(case: DemoCase, image: tuple[str, str] | None = None) -> dict[str, Any]:
    cost = case.fact("one_off_cost")
    return case_card(
        status=case.status,
        started_on=first_day(case.started_on),
        evidence_level=case.evidence_level,
        cost_cents=(cost.low, cost.high) if cost and cost.low is not None and cost.high is not None else None,
        town_confirmed=case.vendor.confirmed if case.vendor else None,
        image=image,
    )


def _texts(case: DemoCase) -> dict[str, Any]:
    short = case.five_questions
    return {
        "what_md": f"{short.what_done}\n\n**Kosten:** {short.what_cost}\n\n**Dauer:** {short.how_long}",
        "problem_md": case.problem,
        "steps_md": case.approach,
        "expected_md": case.result_expected,
        "happened_md": case.result_happened,
        "lessons_md": case.lessons,
        "again_why": ANSWER.sub("", short.do_again),
        "contact_name": short.whom_to_call.rstrip("."),
        "contact_until": case.published_on + CONTACT,
        "depth": "full",
    }


def _state(case: DemoCase, cast: Cast) -> dict[str, Any]:
    cost, vendor = case.fact("one_off_cost"), case.vendor
    confirmed = vendor is not None and vendor.confirmed
    return {
        "status": case.status,
        "started_on": first_day(case.started_on),
        "ended_on": first_day(case.ended_on),
        "again": case.would_do_again,
        "evidence_level": case.evidence_level,
        "mailbox": case.contact_mailbox,
        "cost_low_cents": cost.low if cost else None,
        "town_confirmed_at": _confirmed_at(case) if confirmed else None,
        "town_confirmed_by_id": cast.organisations.get(vendor.confirmed_by or "") if vendor and confirmed else None,
    }


def _confirmed_at(case: DemoCase) -> datetime:
    day = case.vendor.confirmed_on if case.vendor and case.vendor.confirmed_on else case.published_on
    return datetime.combine(day, time(9), UTC)


def first_day(month: str | None) -> date | None:
    """ "2024-03" → 1 March 2024."""
    return date.fromisoformat(f"{month}-01") if month else None


def fact_row(fact: DemoFact) -> dict[str, Any]:
    return {
        "key": fact.key,
        "low": fact.low,
        "high": fact.high,
        "unit": fact.unit,
        "text": fact.text,
        "source": fact.source,
        "as_of": fact.as_of,
    }


def _figure_row(figure: Figure) -> dict[str, Any]:
    moments = [f"{MONTHS[int(m[5:]) - 1]} {m[:4]}" for m in (figure.before_on, figure.after_on) if m]
    return {
        "label": figure.label,
        "unit": figure.unit,
        "before": "" if figure.before is None else formats.number(figure.before),
        "after": formats.number(figure.after),
        "method": f"{' und '.join(moments)}: {figure.method}",
    }
