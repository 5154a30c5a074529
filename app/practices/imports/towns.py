"""Which municipality a link text speaks of, by the register alone.

The rules, in this order:
1. Only whole words count, written exactly as in the register: "Bochum", never "Bochumer" or "Springerplatz".
2. A name may be followed by a hyphen ("Berlin-Kreuzberg"), not preceded by one; the longest name wins.
3. A name also counts without its addition: "Frankfurt" for "Frankfurt am Main", "Halle" for "Halle (Saale)".
   It then fits every municipality that can be called so.
4. A name behind "IHK", "Handwerkskammer", "Landkreis", "Kreis", "Region", "Bundesland" is a larger area.
5. A name that fits several municipalities, or two different names: the town stays empty. We never guess.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

_ADDITION = re.compile(
    r"\s*(?:[(,/]| a\.| b\.| i\.| v\.| am | an | auf | bei | beim | im | in | ob | vor | vorm | unter ).*$"
)
_AREAS = "IHK|Handwerkskammer|Landkreis(?:es)?|Kreis(?:es)?|Region|Bundesland(?:es)?"
_LARGER = re.compile(rf"\b(?:{_AREAS})\s+(?:der\s+)?$")
_WORD = re.compile(r"[^\W\d_]")

TownNames = Mapping[str, frozenset[str]]


def town_names(register: Iterable[tuple[str, str]]) -> TownNames:
    """Names with the keys they may mean, from (ags, name) pairs; full names and names without addition."""
    names: dict[str, set[str]] = defaultdict(set)
    for ags, name in register:
        names[name].add(ags)
        names[_ADDITION.sub("", name)].add(ags)
    return {name: frozenset(keys) for name, keys in names.items() if len(name) > 1}


def find_town(words: str, names: TownNames) -> str | None:
    """The key (AGS) of the only municipality that words can mean; None for none or several."""
    meant = set(_names_in(words, names))
    if len(meant) != 1:
        return None
    keys = names[meant.pop()]
    return next(iter(keys)) if len(keys) == 1 else None


def _names_in(words: str, names: TownNames) -> Iterable[str]:
    start = 0
    while start < len(words):
        name = _longest_at(words, start, names) if _starts_word(words, start) else None
        if name and not _LARGER.search(words[:start]):
            yield name
        start += len(name) if name else 1


def _longest_at(words: str, start: int, names: TownNames) -> str | None:
    ends = [end for end in range(len(words), start, -1) if _ends_word(words, end)]
    return next((words[start:end] for end in ends if words[start:end] in names), None)


def _starts_word(words: str, at: int) -> bool:
    before = words[at - 1] if at else " "
    return bool(_WORD.match(words[at])) and not _WORD.match(before) and before not in "-–."


def _ends_word(words: str, at: int) -> bool:
    return at == len(words) or not _WORD.match(words[at])
