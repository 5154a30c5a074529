"""Words that differ by a slip of the finger."""

from collections.abc import Iterator

LETTERS = "abcdefghijklmnopqrstuvwxyz"


def one_edit(word: str, before: int | None = None) -> Iterator[str]:
    """A letter left out, swapped with its neighbour, changed or put in; before: only at these first places."""
    for at in range(len(word) + 1)[:before]:
        head, tail = word[:at], word[at:]
        if tail:
            yield head + tail[1:]
            yield from (head + letter + tail[1:] for letter in LETTERS)
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        yield from (head + letter + tail for letter in LETTERS)
