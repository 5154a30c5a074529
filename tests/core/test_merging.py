import json

from app.core.merging import VERSIONS, marks, merge, read_marks, text_of, with_versions

STORED = {"title": "Alt", "what": "Alt", VERSIONS: {}}


def seen(**values):
    return read_marks(marks(values))


def test_what_nobody_else_touched_is_mine():
    merged = merge(STORED, {"title": "Neu"}, seen_version=1, seen=seen(title="Alt"))
    assert (merged.values, merged.conflicts) == ({"title": "Neu"}, {})


def test_different_fields_of_two_people_are_both_kept():
    stored = with_versions(STORED, {"title": "Bernds"}, 2)
    merged = merge(stored, {"title": "Alt", "what": "Annas"}, seen_version=1, seen=seen(title="Alt", what="Alt"))
    assert (merged.values, merged.conflicts) == ({"what": "Annas"}, {})


def test_the_same_field_of_two_people_is_a_conflict():
    stored = with_versions(STORED, {"title": "Bernds"}, 2)
    merged = merge(stored, {"title": "Annas"}, seen_version=1, seen=seen(title="Alt"))
    assert (merged.values, merged.conflicts) == ({}, {"title": "Bernds"})


def test_the_same_words_of_two_people_are_none():
    stored = with_versions(STORED, {"title": "Gleich"}, 2)
    assert merge(stored, {"title": "Gleich"}, seen_version=1, seen=seen(title="Alt")).conflicts == {}


def test_who_has_seen_both_may_overwrite():
    stored = with_versions(STORED, {"title": "Bernds"}, 2)
    assert merge(stored, {"title": "Annas"}, seen_version=2, seen={}).values == {"title": "Annas"}


def test_meddled_marks_are_no_marks():
    for text in ("", "{", "[]", "7", json.dumps({"title": 5})):
        assert isinstance(read_marks(text), dict)


def test_our_notes_are_no_text():
    assert text_of({"title": "A", "what": "", "topics": [], VERSIONS: {"title": 3}}) == {"title": "A"}


def test_who_left_a_field_alone_has_still_not_seen_what_another_wrote_there():
    """Anna saves one field while Bernd has changed another; her next change of that one may not undo his."""
    stored = with_versions(STORED, {"title": "Bernds"}, 2)
    first = merge(stored, {"title": "Alt", "what": "Annas"}, seen_version=1, seen=seen(title="Alt", what="Alt"))
    stored = with_versions(stored, first.values, 3)
    again = merge(stored, {"title": "Alt", "what": "Annas, länger"}, seen_version=3, seen=first.seen)
    assert (again.values, again.conflicts) == ({"what": "Annas, länger"}, {})
    last = merge(with_versions(stored, again.values, 4), {"title": "Annas"}, seen_version=4, seen=again.seen)
    assert (last.values, last.conflicts) == ({}, {"title": "Bernds"})
    shown_both = merge(stored, {"title": "Annas"}, seen_version=4, seen=last.seen)
    assert shown_both.values == {"title": "Annas"}
