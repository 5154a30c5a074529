"""Write the groups of letters that most German texts have: `python -m tools.build_common_grams`.

app/search/data/common_grams.txt: the 4-letter groups that stand in more than a fifth of the sections of federal law in
tests/relevance. They hardly tell one text from another, but are a third of what an index would hold.
"""

from collections import Counter

from app.search.analysis.stopwords import STOP_WORDS
from app.search.analysis.terms import all_grams
from app.search.analysis.tokens import all_words
from app.search.analysis.wordlist import DATA
from tools.relevance.sets import law

SHARE = 0.2


def common() -> list[str]:
    texts = [one.texts[0][1] for one in law().documents]
    counts = Counter(gram for text in texts for gram in _grams(text))
    return sorted(gram for gram, count in counts.items() if count > SHARE * len(texts))


def _grams(text: str) -> set[str]:
    words = {word for word in all_words(text) if word.lower() not in STOP_WORDS}
    return {gram for word in words for gram in all_grams(word)}


if __name__ == "__main__":
    (DATA / "common_grams.txt").write_text("\n".join(common()) + "\n")
