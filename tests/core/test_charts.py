import pytest

from app.core.charts import HEIGHT, WIDTH, columns, round_up


@pytest.mark.parametrize(
    ("number", "top"), [(0, 1), (1, 1), (2, 2), (3, 4), (7, 8), (10, 10), (11, 20), (23, 40), (61, 80), (812, 1000)]
)
def test_the_scale_ends_at_a_number_that_reads_well(number, top):
    assert round_up(number) == top


def test_every_bar_lies_within_the_picture_and_the_table_says_the_same():
    chart = columns(
        "Besuche", "Woche ab", ["1.10.", "8.10.", "15.10."], [("Jetzt", [3, 0, None]), ("Davor", [8, 1234, 5])]
    )
    assert len(chart.bars) == 4
    for bar in chart.bars:
        assert bar.x >= 0
        assert bar.y >= 0
        assert bar.x + bar.width <= WIDTH
        assert bar.y + bar.height <= HEIGHT
    assert chart.rows == [["1.10.", "3", "8"], ["8.10.", "0", "1.234"], ["15.10.", "–", "5"]]
    assert "am meisten 3 (1.10.)" in chart.description


def test_the_last_word_is_not_cut_off():
    chart = columns("Besuche", "Woche", [f"{week}. Woche" for week in range(1, 14)], [("Jetzt", [1] * 13)])
    last = chart.words[-1]
    assert last.text == "13. Woche"
    assert last.x + 25 <= WIDTH


def test_nothing_at_all_is_an_empty_picture_that_says_so():
    chart = columns("Besuche", "Woche ab", ["1.10."], [("Jetzt", [None])])
    assert (list(chart.bars), chart.description) == ([], "Noch ohne Zahlen.")
