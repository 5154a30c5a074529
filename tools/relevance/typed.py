"""How people type: with a slip of the finger, or without umlauts. The same dice every time."""

import random
import re

DRAWS = 3
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_WORD = re.compile(r"\w{4,}")
_DIGRAPHS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"})
_PLAIN = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "Ä": "A", "Ö": "O", "Ü": "U", "ß": "s"})


def digraphs(text: str) -> str:
    """As on a keyboard without umlauts: ae, oe, ue, ss."""
    return text.translate(_DIGRAPHS)


def plain(text: str) -> str:
    """In haste: a, o, u, s."""
    return text.translate(_PLAIN)


def with_typo(text: str, draw: int) -> str:
    """One slip in one word of at least four letters: a letter missing, doubled by another, swapped or wrong."""
    dice = random.Random(f"{draw} {text}")
    places = [found.span() for found in _WORD.finditer(text)]
    if not places:
        return text
    start, end = dice.choice(places)
    return text[:start] + _slip(text[start:end], dice) + text[end:]


def _slip(word: str, dice: random.Random) -> str:
    """Never in the first letter, and never the same word again."""
    at, letter = dice.randrange(1, len(word)), dice.choice(_LETTERS)
    changed = dice.choice(
        (
            word[:at] + word[at + 1 :],
            word[:at] + letter + word[at:],
            word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :],
            word[:at] + letter + word[at + 1 :],
        )
    )
    return changed if changed != word else word[:at] + letter + word[at:]
