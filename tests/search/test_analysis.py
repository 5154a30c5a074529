"""Our German: stems, compounds, folding, tokens."""

import gzip
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.search.analysis.compounds import split
from app.search.analysis.folding import normal
from app.search.analysis.stemming import stem
from app.search.analysis.terms import analyse, nfc, word_terms
from app.search.analysis.tokens import words
from app.search.analysis.wordlist import DATA, WordList

COMPOUNDS = {
    "leerstandsmanagement": "leerstand management",
    "innenstadtbelebung": "innenstadt belebung",
    "städtebauförderung": "städtebau förderung",
    "staedtebaufoerderung": "staedtebau foerderung",
    "nahversorgungszentrum": "nahversorgung zentrum",
    "barrierefreiheit": "barriere freiheit",
    "ladenleerstände": "laden leerstände",
    "fußgängerzonen": "fußgänger zonen",
    "kirchplatz": "kirch platz",
    "wirtschaftsförderung": "wirtschaft förderung",
    "handlung": "",
    "verwaltung": "",
    "gegenstand": "",
    "mannschaft": "",
    "gutscheine": "",
}


def test_every_published_stem_is_ours():
    lines = gzip.decompress((Path(__file__).parent / "snowball_german.tsv.gz").read_bytes()).decode().splitlines()
    pairs = [line.split("\t") for line in lines[1:]]
    assert len(pairs) == 35_033
    without_marks = str.maketrans("áàâéèêëíîñóôúûçå", "aaaeeeeiinoouuca")
    assert [word for word, expected in pairs if stem(word) != expected.translate(without_marks)] == []


@pytest.mark.parametrize(("word", "expected"), COMPOUNDS.items())
def test_compounds_are_cut_where_a_person_would(word, expected):
    assert " ".join(word[start:end] for start, end in split(word)) == expected


def test_parts_of_parts_are_known_too():
    assert {"leerstand", "leer", "stand", "management"} == set(word_terms("leerstandsmanagement").parts)


@pytest.mark.parametrize(
    ("word", "verb"),
    [("prüfung", "prüfen"), ("lieferung", "liefern"), ("angemietet", "anmieten"), ("einzureichen", "einreichen")],
)
def test_words_of_one_family_find_each_other(word, verb):
    assert stem(verb) in word_terms(word).specific
    assert stem(verb) in word_terms(word).parts


def test_what_only_looks_like_a_family_is_none():
    assert [word_terms(word).specific for word in ("gebiet", "gewalt", "jugend", "geschenk")] == [()] * 4


def test_tokens_keep_their_places():
    text = nfc("Bürger*innen am „Markt“ — Fußgänger\u00adzone")
    assert [text[t.start : t.end] for t in analyse(text)] == ["Bürger*innen", "Markt", "Fußgänger\u00adzone"]
    assert [t.terms.stem for t in analyse(text)][:2] == ["burg", "markt"]


def test_the_word_list_finds_first_last_and_nothing_between():
    listed = WordList(DATA / "words.txt")
    lines = (DATA / "words.txt").read_text().split()
    assert all(word in listed for word in (lines[0], lines[-1], lines[1234], lines[-77]))
    assert not any(word in listed for word in ("", "xq", "qqqq", "zzzzzz", "aaaaaa", lines[5] + "q"))


@given(st.text(max_size=60))
def test_any_text_can_be_analysed_and_places_are_right(text):
    text = nfc(text)
    for token in analyse(text):
        assert 0 <= token.start < token.end <= len(text)
        assert token.terms.stem is not None


@given(st.text(alphabet="aäoöuüßsebdlnrtgk", min_size=6, max_size=30))
def test_parts_lie_inside_the_word_in_order(word):
    places = [place for pair in split(normal(word)) for place in pair]
    assert places == sorted(places)
    assert not places or (places[0] >= 0 and places[-1] <= len(normal(word)))


@given(st.text(max_size=40))
def test_composed_and_decomposed_text_have_the_same_terms(text):
    def terms(form):
        return [token.terms for token in analyse(nfc(unicodedata.normalize(form, text)))]

    assert terms("NFC") == terms("NFD")


def test_words_of_underscores_are_none():
    assert [word for word, _, _ in words("__ a_b _")] == ["a_b"]
