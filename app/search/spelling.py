"""Meinten Sie …: for words that neither the index nor the word list knows.

One edit, two from nine letters; of several candidates the commonest wins. Only words that the reader may find.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from rapidfuzz import process
from rapidfuzz.distance import OSA

from app.search.analysis.compounds import LONGEST_WORD, part_list, split
from app.search.analysis.families import word_list
from app.search.analysis.folding import fold, fold_digraphs, normal
from app.search.analysis.terms import WordTerms
from app.search.edits import one_edit
from app.search.engines.entries import BETWEEN
from app.search.engines.interface import Engine, SearchRequest
from app.search.mistyped_parts import is_made_of_known, mended
from app.search.query import Query, Word, word_of
from app.search.synonyms.thesaurus import Thesaurus

SHORTEST = 4
LONG = 9
MOST_MISTYPED, MOST_NEAR, MOST_MENDED = 3, 2, 5
MOST_LACKING = 6
"""More unknown words are no slips of the finger: another language perhaps. Only the first is mended."""
FEW, MOST_THIN = 6, 3
"""Fewer hits for so few words are hardly anything."""
_NEIGHBOURS = 2_000
_SURE, _TELLING = 3, 6


def corrected(text: str, query: Query, engine: Engine, readers: tuple[str, ...]) -> str | None:
    """The text with likelier words, None if all are known or nothing is near."""
    better = text
    for word in query.words:
        if not is_known(word, engine) and (near := nearest(word.written, engine, readers)):
            better = _replace(better, word.written, near)
    return better if better != text else None


def near_words(
    query: Query, engine: Engine, readers: tuple[str, ...], thesaurus: Thesaurus | None = None
) -> dict[str, tuple[str, ...]]:
    """For all words that no text of the index has: what may be meant, likeliest first; see SearchRequest.near.

    When hardly anything is found, wider words of the list of words count, too.
    """
    known = thesaurus or Thesaurus()
    lacking = [word for word in query.words if _may_be_mistyped(word.written) and not engine.occurs(word)]
    most = MOST_MISTYPED if len(lacking) <= MOST_LACKING else 1
    near = {word.written: _meant(word, engine, readers, known) for word in lacking[:most]}
    others = [word for word in query.words if word.written not in near]
    if not 0 < len(others) <= MOST_THIN or query.phrases:
        return near
    asked = SearchRequest(" ".join(word.written for word in query.words), readers, thesaurus=thesaurus, near=near)
    if _is_common(others, engine, readers) or engine.search(replace(asked, per_page=0)).total >= FEW:
        return near
    return {**near, **{word.written: () for word in others}}


def _is_common(words: Sequence[Word], engine: Engine, readers: tuple[str, ...]) -> bool:
    """Is one of them, as typed, in enough texts by itself? Far cheaper than to count what is found."""
    return max(engine.counts({fold_digraphs(word.written) for word in words}, readers).values(), default=0) >= FEW


def _meant(word: Word, engine: Engine, readers: tuple[str, ...], thesaurus: Thesaurus) -> tuple[str, ...]:
    """Nothing, when the list of words has another way to say it that texts have: its parts would drown that."""
    folded, listed = fold_digraphs(word.written), thesaurus.words
    if any(_has_stem(engine, stem) for stem in thesaurus.other_stems(word.terms.stem)):
        return ()
    if folded in listed or folded in part_list() or folded in word_list():
        return _its_parts(word, engine, readers)
    is_known = is_made_of_known(folded)
    if near := _nearest_few(word.written, engine, readers, furthest=1 if is_known else 2):
        return near
    meant = () if is_known else _near_listed(folded, listed) or _german(folded, engine)
    meant = meant or (() if is_known else _mended(folded, engine, listed))
    return (*meant, *_its_parts(word_of(meant[0]) if meant else word, engine, readers))


def _has_stem(engine: Engine, stem: str) -> bool:
    return engine.occurs(Word("", WordTerms(stem, (), (), (), ())))


def _near_listed(folded: str, listed: Mapping[str, str]) -> tuple[str, ...]:
    if near := sorted({listed[near] for near in one_edit(folded) if near in listed}):
        return tuple(near[:MOST_NEAR])
    if len(folded) < LONG:
        return ()
    several = {folded.removesuffix(ending) for ending in ("", "n", "en", "e", "s")}
    found = [(far, other) for bare in several for other, far in _within(2, bare, list(listed)).items()]
    return (listed[min(found)[1]],) if found else ()


def _german(folded: str, engine: Engine) -> tuple[str, ...]:
    """The commonest word of the dictionary one edit away that texts have in another form: Dächsr → Dächer, for Dach."""
    known = {near: sum(part_list().numbers(near) or (0,)) for near in one_edit(folded) if near in part_list()}
    likely = sorted(known, key=lambda near: (-known[near], near))[:MOST_MENDED]
    return next(((near,) for near in likely if engine.occurs(word_of(near))), ())


def _its_parts(word: Word, engine: Engine, readers: tuple[str, ...]) -> tuple[str, ...]:
    """Of a compound that nothing is found by, each part: better what is about roofs than nothing for Dachbegrünung."""
    if not word.units or engine.search(SearchRequest(word.written, readers, per_page=0)).total:
        return ()
    parts = (word.written[start:end] for start, end in split(word.written))
    return tuple(part for part in parts if engine.occurs(word_of(part)))


def _may_be_mistyped(written: str) -> bool:
    return SHORTEST <= len(written) <= LONGEST_WORD and written.isalpha() and fold(written).isascii()


def _nearest_few(written: str, engine: Engine, readers: tuple[str, ...], furthest: int) -> tuple[str, ...]:
    folded = fold_digraphs(written)
    found = _one_edit_away(folded, engine, readers)
    best = sorted(found, key=lambda near: (-found[near], near))[:MOST_NEAR]
    if not best and furthest > 1 and len(folded) >= LONG:
        best = [word for word in [_two_edits(folded, engine, readers)] if word]
    return tuple(normal(_as_written(word, engine, readers)) for word in best)


def _mended(folded: str, engine: Engine, listed: Mapping[str, str]) -> tuple[str, ...]:
    """The compound with its likeliest mended part, if texts have that part, or the list of words the whole."""
    if len(folded) < LONG:
        return ()
    likely = mended(folded)[:MOST_MENDED]
    known = ((whole,) for whole, part in likely if whole in listed or engine.occurs(word_of(part)))
    return next(known, ())


def _as_written(folded: str, engine: Engine, readers: tuple[str, ...]) -> str:
    return engine.starting_with(folded + BETWEEN, readers, 1)[0].word


def is_known(word: Word, engine: Engine) -> bool:
    folded = fold(word.written)
    if not SHORTEST <= len(folded) <= LONGEST_WORD or not folded.isalpha() or not folded.isascii():
        return True
    is_german = folded in part_list() or folded in word_list() or bool(split(word.written))
    return is_german or engine.occurs(word)


def nearest(word: str, engine: Engine, readers: tuple[str, ...]) -> str | None:
    """The commonest word of the index one edit away, or two for a long word; as people write it."""
    folded = fold_digraphs(word)
    found = _one_edit_away(folded, engine, readers)
    best = max(found, key=lambda near: (found[near], near), default="")
    if not best and len(folded) >= LONG:
        best = _two_edits(folded, engine, readers)
    return _as_written(best, engine, readers) if best else None


def _one_edit_away(folded: str, engine: Engine, readers: tuple[str, ...]) -> Mapping[str, int]:
    """Words of the index, and how many entries have them. A slip late in a long word leaves its beginning: what begins
    so is read together, instead of asking for hundreds of words that nobody has written."""
    start = folded[: len(folded) // 2]
    alike = engine.starting_with(start, readers, _NEIGHBOURS) if len(start) >= _TELLING else []
    if not 0 < len(alike) < _NEIGHBOURS:
        return engine.counts(set(one_edit(folded)), readers)
    early = {word for word in one_edit(folded, len(start)) if not word.startswith(start)}
    found, late = Counter(engine.counts(early, readers)), _within(1, folded, [word.folded for word in alike])
    for word in alike:
        found[word.folded] += word.count if word.folded in late and word.folded.isalpha() else 0
    return +found


def _two_edits(folded: str, engine: Engine, readers: tuple[str, ...]) -> str:
    """Among the words that begin the same, or as with a slip in the second or third letter."""
    for start in dict.fromkeys((folded[:_SURE], folded[0] + folded[2] + folded[1], folded[0] + folded[2:4])):
        counts = {word.folded: word.count for word in engine.starting_with(start, readers, _NEIGHBOURS)}
        if near := _within(2, folded, list(counts)):
            return max(near, key=lambda word: (counts[word], word))
    return ""


def _within(most: int, word: str, others: Sequence[str]) -> dict[str, int]:
    """Those that at most so many edits lead to, and how many."""
    found = process.extract(word, others, scorer=OSA.distance, score_cutoff=most, limit=None)
    return {other: far for other, far, _ in found}


def _replace(text: str, wrong: str, right: str) -> str:
    at = text.lower().find(wrong)
    return text if at < 0 else text[:at] + right + text[at + len(wrong) :]
