"""Taking words in chunk by chunk gives what taking them one by one gives."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.search.analysis.terms import indexed, indexed_words
from app.search.analysis.tokens import all_words

pieces = st.sampled_from(
    ["Markt", "Märkte,", "(Stadt)", "der", "Bürger:innen", "Gründer*innen", ":in", "__", "La\u0308den", "x\u00adtür",
     "\u200b", "\u00a0", "\u0085", "\x1c", "\n", "\t", " ", "-", "a:In", "€", "🏪", "ß"]
)  # fmt: skip


@settings(max_examples=80, deadline=None)
@given(st.lists(pieces, max_size=12).map("".join) | st.text(max_size=30))
@example("Bürger: innen")
def test_no_word_reaches_over_a_blank(text):
    one_by_one = [row for word in all_words(text) if (row := indexed(word))]
    assert list(indexed_words(text)) == one_by_one
