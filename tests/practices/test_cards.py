"""What a case shows in a list."""

from datetime import date

from app.practices.cards import LABELS, case_card


def test_it_shows_cost_and_beginning():
    card = case_card(
        status="running", started_on=date(2024, 3, 1), evidence_level="before_after", cost_cents=(1150000, 1190000)
    )
    assert card["meta"] == ["11.500 bis 11.900 € einmalig", "läuft seit März 2024"]
    assert card["labels"] == ["measured"]


def test_unknown_cost_is_not_shown_as_nothing():
    assert case_card(status="running", started_on=None, evidence_level="running")["meta"] == []


def test_a_stub_says_only_that_it_is_one():
    assert case_card(status=None, started_on=None, evidence_level="idea", is_stub=True)["labels"] == ["stub"]


def test_a_vendors_case_says_whether_the_town_has_confirmed_it():
    for confirmed, code in ((True, "town_confirmed"), (False, "town_unconfirmed")):
        card = case_card(status="stopped", started_on=None, evidence_level="running", town_confirmed=confirmed)
        assert card["labels"] == ["stopped", code]
        assert set(card["labels"]) <= set(LABELS)


def test_a_picture_comes_with_its_text():
    card = case_card(status=None, started_on=None, evidence_level="idea", image=("/dateien/1", "Ein Markt"))
    assert card["image"] == {"url": "/dateien/1", "alt": "Ein Markt"}
