"""What nobody has judged yet: `python -m tools.relevance.pool own 10` takes the first ten of every engine.

For each query of the file, the documents without a judgement, by address: who judges them sees neither which engine
found them nor where. What is no answer gets none, so it comes again the next time.
"""

import sys
from collections import defaultdict

from tools.relevance import rivals, sets
from tools.relevance.ours import ours
from tools.relevance.sets import QuerySet


def unjudged(one: QuerySet, depth: int) -> dict[str, set[int]]:
    """Query → ids of documents. depth: 16 at most."""
    found: dict[str, set[int]] = defaultdict(set)
    for made in (ours, *rivals.RIVALS.values()):
        with made(one.documents) as ranking:
            for asked in one.queries:
                found[asked.text] |= set(ranking(asked.text)[:depth]) - set(asked.judged)
    return found


def main() -> None:
    file, depth = sys.argv[1], int(sys.argv[2])
    for one in sets.own(file):
        named = {document.id: f"{document.url}  {document.title}" for document in one.documents}
        for text, missing in unjudged(one, depth).items():
            print(f"\n{text}", *(f"   {named[number]}" for number in sorted(missing)), sep="\n")


if __name__ == "__main__":
    main()
