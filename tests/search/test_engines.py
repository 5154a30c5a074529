"""What every engine must do alike: find, filter, count, page, delete."""

import pytest

from app.search.engines.interface import Engine, Range, SearchRequest, Written
from tests.search.conftest import PUBLIC, ids
from tests.search.documents import document


def marked(hit, name: str) -> list[str]:
    return [text for piece in hit.fragments if piece.name == name for text, is_marked in piece.pieces if is_marked]


def test_a_word_finds_the_compound_it_begins(ask):
    assert 1 in ids(ask("Leerstand"))


def test_parts_find_the_compound_and_the_compound_finds_the_parts(ask):
    assert {2, 3} <= set(ids(ask("Belebung Innenstadt")))
    assert {2, 3} <= set(ids(ask("Innenstadtbelebung")))


@pytest.mark.parametrize("typed", ["Läden", "laeden", "laden", "LADEN", "La\u0308den", "L\u00e4\u00adden"])
def test_umlauts_are_found_however_they_are_typed(ask, typed):
    assert {1, 3, 4} <= set(ids(ask(typed)))


@pytest.mark.parametrize("typed", ["Straße", "Strasse", "STRASSE", "strassen"])
def test_sharp_s_is_found_however_it_is_typed(ask, typed):
    assert 6 in ids(ask(typed))
    assert 1 in ids(ask(typed))


def test_empty_shops_are_found_however_one_says_it(ask):
    assert {3, 4} <= set(ids(ask("leerstehende Läden")))
    assert {3, 4} <= set(ids(ask("Ladenleerstand")))


def test_a_common_part_alone_is_no_hit(ask):
    assert 7 not in ids(ask("Leerstand"))


def test_typewriter_spelling_finds_the_long_compound(ask):
    assert ids(ask("Staedtebaufoerderung"))[0] == 5
    assert 5 in ids(ask("Städtebau"))


def test_everyone_meant_by_a_gender_sign_is_found(ask):
    assert ids(ask("Bürger"))[0] == 6


def test_relevance_takes_any_word_and_date_takes_all(ask):
    assert ask("Leerstand Feierabendmarkt").total > 2
    assert ids(ask("Belebung Innenstadt", sort="datum")) == [3, 2]
    assert ask("Belebung Bahnhofstraße", sort="datum").total == 0


def test_a_phrase_stands_together_in_its_order(ask):
    assert ids(ask('"alten Markt"')) == [6]
    assert ids(ask('"Markt alten"')) == []


def test_minus_leaves_out(ask):
    assert 4 in ids(ask("Leerstand"))
    assert 4 not in ids(ask("Leerstand -mietet"))
    assert set(ids(ask("-Leerstand"))) == {2, 5, 6, 7}


def test_values_of_a_filter_are_alternatives_and_filters_add_up(ask):
    assert set(ids(ask(filters={"thema": ("markt", "leerstand")}))) == {1, 2, 3, 4, 6}
    assert set(ids(ask(filters={"thema": ("markt", "leerstand"), "land": ("BY",)}))) == {3, 6}
    assert 1 not in ids(ask(excluded={"thema": ("leerstand",)}))


def test_each_facet_is_counted_without_its_own_filter(ask):
    found = ask(filters={"thema": ("markt",)}, facets=("thema", "land"))
    assert found.facets["thema"] == {"leerstand": 3, "belebung": 2, "markt": 2}
    assert found.facets["land"] == {"NW": 1, "BY": 1}


def test_unknown_figures_are_offered_and_not_dropped(ask):
    below = ask(ranges={"kosten": Range(high=20_000)})
    assert set(ids(below)) == {1, 2, 6}
    assert below.unknown == {"kosten": 3}
    assert ask(ranges={"kosten": Range(high=20_000, include_unknown=True)}).total == 6


def test_zero_is_a_figure(ask):
    assert ids(ask(ranges={"kosten": Range(low=0, high=0)})) == [6]


def test_only_readers_find_and_count(ask):
    assert 8 not in ids(ask("Leerstand", facets=("land",)))
    assert 8 in ids(ask("Leerstand", readers=("public", "org:1")))
    assert ask("Leerstand", readers=()).total == 0


def test_without_words_the_newest_come_first_and_equals_by_id(ask):
    assert ids(ask()) == [4, 3, 7, 2, 6, 1, 5]


def test_paging_to_the_end_counts_the_total(ask):
    first = ask("Leerstand Markt Stadt", per_page=2)
    seen = [n for page in range(1, 9) for n in ids(ask("Leerstand Markt Stadt", per_page=2, page=page))]
    assert len(seen) == len(set(seen)) == first.total


def test_counts_alone_are_the_same(ask):
    whole, alone = (ask("Leerstand Markt", facets=("land",), per_page=number) for number in (20, 0))
    assert alone.hits == ()
    assert (alone.total, alone.facets) == (whole.total, whole.facets)


def test_a_question_without_text_is_answered_anew_after_each_change(ask, engine):
    before = ask(facets=("thema",))
    engine.delete([6])
    after = ask(facets=("thema",))
    assert (before.total - after.total, before.facets["thema"]["markt"] - after.facets["thema"]["markt"]) == (1, 1)
    assert set(ids(before)) - set(ids(after)) == {6}


def test_the_title_counts_more(ask):
    assert ids(ask("Zwischennutzung Markt"))[0] == 3


def test_what_is_preferred_stands_higher_and_nothing_is_left_out(ask):
    usual, preferred = ask("Läden"), ask("Läden", preferred={"land": ("BY",)})
    assert ids(preferred)[0] == 3
    assert sorted(ids(preferred)) == sorted(ids(usual))


def test_another_way_to_say_it_is_found_and_marked(ask):
    hit = next(hit for hit in ask("Leerstand", highlight=True).hits if hit.id == 3)
    assert marked(hit, "text") == ["leerstehenden"]


def test_marks_show_the_part_inside_a_compound(ask):
    hit = next(hit for hit in ask("Leerstand Läden", highlight=True).hits if hit.id == 1)
    assert marked(hit, "title") == ["Leerstand"]
    assert marked(hit, "text") == ["leere", "Läden"]
    assert "".join(text for text, _ in hit.fragments[0].pieces) == "Leerstandsmanagement in der Bahnhofstraße"


def test_look_alikes_stand_apart_and_are_not_counted(ask):
    found = ask("Feierabendmäkrte", loose=5, facets=("thema",))
    assert (found.total, found.hits) == (0, ())
    assert [hit.id for hit in found.loose_hits] == [2]
    assert not any(found.facets["thema"].values())


def test_look_alikes_respect_filters_and_readers(ask):
    assert not ask("Feierabendmäkrte", loose=5, filters={"land": ("BY",)}).loose_hits
    assert not ask("Feierabendmäkrte", loose=5, readers=("org:9",)).loose_hits


def test_a_compound_that_is_found_by_its_parts_needs_no_look_alikes(ask):
    found = ask("Innenstadtmarkt Leerstand", loose=1)
    assert found.total > 1
    assert not found.loose_hits
    assert ask("Feierabendmäkrte Leerstand", loose=1).loose_hits


def test_stop_words_alone_find_nothing(ask):
    assert ask("der die das").total == 0


def test_a_compound_is_found_however_it_is_cut(engine: Engine, ask):
    engine.index(
        [document(70, title="Spielplätze", text="Alle auf einer Karte."), document(71, title="Karte der Bäume")]
    )
    assert ids(ask("Spielplatzkarte")) == [70]


def test_a_changed_document_replaces_the_old_one(engine: Engine, ask):
    engine.index([document(4, title="Umgebaut", text="Neues", version=2)])
    assert 4 not in ids(ask("Ladenleerstand"))
    assert ask("umgebaut").hits[0].version == 2
    assert engine.check() == 8


def test_a_deleted_document_is_gone(engine: Engine, ask):
    engine.delete([4])
    assert 4 not in ids(ask("Ladenleerstand"))
    assert engine.check() == 7


def test_rebuilding_replaces_everything(engine: Engine, ask):
    assert engine.rebuild([document(1), document(2)]) == 2
    assert set(ids(ask())) == {1, 2}


def test_vocabulary_is_counted_for_readers(engine: Engine):
    assert engine.counts(["leerstand", "xyz"], PUBLIC) == {}
    assert engine.counts(["leerstand", "xyz"], ("org:1",)) == {"leerstand": 1}
    assert Written("ladenleerstand", "Ladenleerstand", 1) in engine.starting_with("laden", PUBLIC, 5)
    assert engine.starting_with("intern", PUBLIC, 5) == []


def test_titles_are_found_by_the_beginning_of_any_word(engine: Engine):
    assert engine.titles("markt", PUBLIC, 5) == [("Am alten Markt wird gebaut", 6)]
    assert engine.titles("interne", PUBLIC, 5) == []


HOSTILE = [
    "a" * 10_000, "der und die", "???", '"offen', '""', "-", "--", '-"', "*", "le*", ".*", "(", "[a-z]+", "\\", "/x/",
    "AND", "a AND OR NOT b", "feld:wert", "id:1", "^2", "~", "שלום עולם", "مرحبا", "🏪🛒", "e\u0301\u0301", "\x00",
    "\ud800", "\u202e", "ß", "ÄÖÜ", "%", "_", "'; DROP TABLE", "<script>", " ", "\t\n", "1.000,50 €", "§ 34", "__",
    " ".join(f"wort{n}" for n in range(3000)), '"' * 999, "-" * 999, "x" * 255 + " " + "ä" * 300,
]  # fmt: skip


@pytest.mark.parametrize("typed", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("sort", ["relevanz", "datum"])
def test_nothing_typed_breaks_it(engine: Engine, typed, sort):
    found = engine.search(SearchRequest(typed, PUBLIC, sort=sort, facets=("thema",), highlight=True, loose=3, page=2))
    assert found.total >= 0
