"""Sentences that belong to no town, to be put together by chance that always falls alike."""

import json
import random
from functools import cached_property
from typing import Any

from app.demo.records import FOLDER

SEED = "ortskern"


class Phrases:
    """The phrases of demo/phrases.json."""

    @cached_property
    def all(self) -> dict[str, Any]:
        return json.loads((FOLDER / "phrases.json").read_text(encoding="utf-8"))

    def one(self, chance: random.Random, name: str) -> str:
        return chance.choice(self.all[name])

    def theme(self, chance: random.Random) -> dict[str, Any]:
        return chance.choice(self.all["themes"])


def chance_for(what: str, number: int) -> random.Random:
    """The same dice for the same entry, whatever else is generated."""
    return random.Random(f"{SEED}:{what}:{number}")


def text(chance: random.Random, sentences: list[str], values: dict[str, Any]) -> str:
    """Some of the sentences in their order, as one paragraph; at least one."""
    count = chance.randint(1, len(sentences))
    chosen = sorted(chance.sample(range(len(sentences)), count))
    return " ".join(sentences[at].format(**values) for at in chosen)
