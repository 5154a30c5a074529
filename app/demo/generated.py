"""Any number of plausible entries for trying the site under load: `flask demo load --entries 10000`.

Entry number n is always the same entry, so that loading again doubles nothing. One in twenty is a measure.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from app.demo.phrases import Phrases, chance_for, text
from app.practices.cards import case_card
from app.practices.imports.entries import Entry
from app.practices.imports.topics import TopicMap

MEASURE_EVERY = 20  # one measure for so many entries
TOWN_EVERY = 25  # one more invented town for so many entries
LAST_DAY = datetime(2026, 11, 1, 8, tzinfo=UTC)
DAYS = 2_000  # over which the entries are spread
STATUSES = ("running", "running", "running", "finished", "finished", "stopped", "idea")
AGAIN = ("yes", "with_changes", "no", "yes")
LEVELS = ("running", "running", "own_figures", "own_figures", "before_after", "external")


@dataclass(frozen=True)
class World:
    """What generated entries may refer to: place ids, (organisation id, is vendor), ids of measures, topics.

    The oldest places and measures are no generated ones. Entry number n takes no younger ones than were there when
    it was the last: so it stays the same entry however many follow.
    """

    places: Sequence[int]
    owners: Sequence[tuple[int, bool]]
    practices: Sequence[int]
    topics: TopicMap
    own_places: int
    own_practices: int

    def place(self, number: int, chance: random.Random) -> int:
        return chance.choice(self.places[: self.own_places + number // TOWN_EVERY])

    def practice(self, number: int, chance: random.Random) -> int:
        return chance.choice(self.practices[: self.own_practices + number // MEASURE_EVERY])


def measures(count: int, world: World) -> Iterator[Entry]:
    """One measure for every MEASURE_EVERY entries of count."""
    phrases = Phrases()
    return (_measure(number, phrases, world) for number in range(count // MEASURE_EVERY))


def cases(count: int, world: World) -> Iterator[Entry]:
    """The other entries of count."""
    phrases = Phrases()
    return (_case(number, phrases, world) for number in range(count - count // MEASURE_EVERY))


def _measure(number: int, phrases: Phrases, world: World) -> Entry:
    chance = chance_for("measure", number)
    theme, values = phrases.theme(chance), _values(chance, phrases)
    title = chance.choice(theme["titles"]).format(**values).split(":")[0]
    thing = {
        "problem_md": text(chance, theme["problem"], values),
        "idea_md": text(chance, theme["steps"], values),
        "steps_md": text(chance, theme["steps"], values),
        "effects_md": text(chance, theme["result"], values),
        "pitfalls_md": phrases.one(chance, "lessons"),
    }
    subject = {"title": title, "summary": thing["idea_md"], "published_at": _moment(chance), "card": {"meta": []}}
    return Entry(f"gen-measure-{number:06d}", number, subject, thing, world.topics.of_slugs(theme["topics"]))


def _case(number: int, phrases: Phrases, world: World) -> Entry:
    chance = chance_for("case", number)
    theme, values = phrases.theme(chance), _values(chance, phrases)
    facts = _facts(chance, phrases)
    owner_id, is_vendor = chance.choice(world.owners)
    state = _state(chance, facts)
    subject = {
        "title": chance.choice(theme["titles"]).format(**values),
        "summary": text(chance, [*theme["problem"], *theme["result"]], values),
        "owner_id": owner_id,
        "place_id": world.place(number, chance),
        "published_at": _moment(chance),
        "card": _card(state, facts, is_vendor),
    }
    thing = {**_texts(chance, phrases, theme, values), **state, "practice_id": world.practice(number, chance)}
    topics = world.topics.of_slugs(theme["topics"])
    figures = [_figure(chance, theme["figure"])] if state["evidence_level"] != "running" else []
    return Entry(f"gen-case-{number:06d}", number, subject, thing, topics, facts=facts, figures=figures)


def _values(chance: random.Random, phrases: Phrases) -> dict[str, Any]:
    return {
        "street": phrases.one(chance, "streets"),
        "n": chance.randint(3, 24),
        "m": chance.randint(1, 3),
        "big": chance.randint(12, 90) * 10,
    }


def _texts(chance: random.Random, phrases: Phrases, theme: dict[str, Any], values: dict[str, Any]) -> dict[str, Any]:
    return {
        "depth": "full",
        "what_md": text(chance, theme["steps"], values),
        "problem_md": text(chance, theme["problem"], values),
        "steps_md": text(chance, theme["steps"], values),
        "happened_md": text(chance, theme["result"], values),
        "lessons_md": phrases.one(chance, "lessons"),
        "again_why": phrases.one(chance, "again"),
    }


def _state(chance: random.Random, facts: list[dict[str, Any]]) -> dict[str, Any]:
    status, started_on = chance.choice(STATUSES), date(2018, 1, 1) + timedelta(days=chance.randint(0, 2_900))
    idea = status == "idea"
    cost = next((fact["low"] for fact in facts if fact["key"] == "one_off_cost"), None)
    return {
        "status": status,
        "started_on": None if idea else started_on,
        "ended_on": started_on + timedelta(days=400) if status in ("finished", "stopped") else None,
        "again": None if idea else chance.choice(AGAIN),
        "evidence_level": "idea" if idea else chance.choice(LEVELS),
        "cost_low_cents": cost,
    }


def _facts(chance: random.Random, phrases: Phrases) -> list[dict[str, Any]]:
    """Most entries have most facts; about one in six lacks its cost."""
    day = date(2020, 1, 1) + timedelta(days=chance.randint(0, 2_400))
    facts = []
    for key, unit, lowest, highest, share in NUMBERS:
        if chance.random() < share:
            low = round(lowest * (highest / lowest) ** chance.random())
            low = low // 10_000 * 10_000 if unit == "cents" else low
            high = low + (low // 8 if chance.random() < 0.4 else 0)
            facts.append({"key": key, "low": low, "high": high, "unit": unit, "text": "", "as_of": day})
    for key, name in (("funding_programme", "funding"), ("political_body", "bodies"), ("legal_basis", "legal")):
        if chance.random() < 0.7:
            words = phrases.one(chance, name)
            facts.append({"key": key, "low": None, "high": None, "unit": "", "text": words, "as_of": day})
    return [{**fact, "source": "erzeugt, zur Anschauung"} for fact in facts]


NUMBERS = (
    ("one_off_cost", "cents", 100_000, 50_000_000, 0.84),
    ("yearly_cost", "cents_per_year", 50_000, 8_000_000, 0.7),
    ("staff_hours_week", "hours_per_week", 1, 40, 0.7),
    ("months_to_start", "months", 1, 30, 0.8),
    ("months_running", "months", 2, 90, 0.6),
    ("area_m2", "m2", 12, 4_000, 0.5),
)


def _figure(chance: random.Random, names: list[str]) -> dict[str, Any]:
    before = chance.randint(4, 60)
    return {
        "label": names[0],
        "unit": names[1],
        "before": str(before),
        "after": str(before + chance.randint(-3, 40)),
        "method": "Zählung an drei Tagen, gleiche Stelle",
    }


def _card(state: dict[str, Any], facts: list[dict[str, Any]], is_vendor: bool) -> dict[str, Any]:
    cost = next(((fact["low"], fact["high"]) for fact in facts if fact["key"] == "one_off_cost"), None)
    return case_card(
        status=state["status"],
        started_on=state["started_on"],
        evidence_level=state["evidence_level"],
        cost_cents=cost,
        town_confirmed=False if is_vendor else None,
    )


def _moment(chance: random.Random) -> datetime:
    return LAST_DAY - timedelta(days=chance.randint(0, DAYS), minutes=chance.randint(0, 600))
