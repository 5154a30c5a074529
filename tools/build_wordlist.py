"""Write the word lists of the compound splitter from simplemma's German dictionary (MIT).

Usage: python -m tools.build_wordlist
Writes app/search/data/parts.txt ("word as_left as_right": in how many dictionary words it stands in front,
at the end) and app/search/data/words.txt (known words that are not parts and not made of parts). Sorted by
bytes, folded (see app/search/analysis/folding.py). simplemma is needed only here: it costs 107 MB and a second.
"""

import re
from collections import Counter
from pathlib import Path

from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

from app.search.analysis.folding import fold

DATA = Path(__file__).parent.parent / "app" / "search" / "data"
LINKS = ("", "s", "es", "n", "en", "er", "e", "ens")
SHORTEST, LONGEST = 3, 24
_PLAIN = re.compile(f"[a-z]{{{SHORTEST},{LONGEST}}}")
# Endings and prefixes that the dictionary lists as words; as parts they would split half the language.
_NOT_PARTS_TEXT = """
end ende ender endem enden endes este ester isch ische ischen ischer chen lein ler lers rei erei haft schaft
heit keit ung ungen los bar ismus ist isten ern eln sch zer ver ent ab an aus ein auf vor durch hin her
nach uber zusammen zuruck unter fort heraus herum hinaus hinein herein heran herab hinab dar bei mit gegen
wider um zu da den der die das des dem sam tum nis ling art tein tuck atz gros hau leb eine einen einer ten
ter ste sten ion ionen tion and rung lung tung ier iert ieren igen ige iger ing ich als ser sen ses ger gen
ges ner nen ist sein ihr ihn ins ans aller alle ene enen ante ant
"""
NOT_PARTS = frozenset(_NOT_PARTS_TEXT.split())


def load() -> dict[str, set[str]]:
    """Folded form → its folded base forms; plain letters only."""
    forms: dict[str, set[str]] = {}
    for form, base in DefaultDictionaryFactory().get_dictionary("de").items():
        plain_form, plain_base = fold(form), fold(base)
        if _PLAIN.fullmatch(plain_base):
            forms.setdefault(plain_base, set()).add(plain_base)
            if _PLAIN.fullmatch(plain_form):
                forms.setdefault(plain_form, set()).add(plain_base)
    return forms


def fronts(head: str, forms: dict[str, set[str]]) -> list[str]:
    """Words that may stand before: "verkehrs" → verkehr, verkehrs."""
    cut = (head.removesuffix(link) for link in LINKS if head.endswith(link))
    return [w for w in cut if len(w) >= SHORTEST and w in forms and w not in NOT_PARTS]


def count_parts(forms: dict[str, set[str]]) -> tuple[Counter[str], Counter[str], set[str]]:
    """How often each word stands in front and at the end, and which words are made of two."""
    left: Counter[str] = Counter()
    right: Counter[str] = Counter()
    made: set[str] = set()
    for word in forms:
        is_base = word in forms[word]
        for cut in range(SHORTEST, len(word) - SHORTEST + 1):
            tail = word[cut:]
            if tail in forms and tail not in NOT_PARTS and (heads := fronts(word[:cut], forms)):
                made.add(word)
                if is_base:
                    left.update(heads)
                    right[tail] += 1
    return left, right, made


def main() -> None:
    forms = load()
    left, right, made = count_parts(forms)
    tails = {form: max(right[base] for base in bases) for form, bases in forms.items()}
    parts = {w: (left[w], tails[w]) for w in forms if w not in NOT_PARTS and left[w] + tails[w] > 1}
    words = sorted(w for w in forms if w not in parts and w not in made)
    (DATA / "parts.txt").write_text("\n" + "".join(f"{w} {a} {b}\n" for w, (a, b) in sorted(parts.items())))
    (DATA / "words.txt").write_text("\n" + "".join(f"{w}\n" for w in words))
    print(f"{len(forms)} words read; {len(parts)} parts, {len(words)} other words written")


if __name__ == "__main__":
    main()
