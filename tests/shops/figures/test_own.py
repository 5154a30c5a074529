from collections import Counter

import pytest

from app.core.actors import GUEST
from app.core.permissions import allows
from app.core.transaction import transaction
from app.shops.figures.services import add_figures
from app.shops.figures.words import change
from app.shops.permissions import ShopAction
from tests.harness.cast import person

PAGE = "/laeden/buchhandlung-kranich/zahlen"


@pytest.fixture
def noted(at, shop):
    """noted(("2026-11-20", "seen", 30), …): that has been counted; it is the 22nd of November 2026."""
    at("2026-11-22T12:00")

    def noted(*lines):
        with transaction():
            add_figures(Counter({(day, shop.id, kind, ""): number for day, kind, number in lines}))

    return noted


def test_the_shop_sees_this_quarter_beside_the_one_before(inside, clara, noted):
    noted(
        ("2026-10-01", "seen", 134), ("2026-11-20", "route", 3), ("2026-07-02", "seen", 100), ("2026-09-30", "seen", 77)
    )
    text = inside(clara).get(PAGE).text
    assert "134-mal angesehen, 34-mal öfter als im gleichen Teil des 3. Quartals." in text
    assert "34 mehr (+34 %)" in text
    assert ">neu<" in text
    assert "Gutschein</th><td" not in text
    assert '<rect class="chart__bar chart__bar--0"' in text
    assert 'role="img" aria-labelledby="je-woche-titel je-woche-text"' in text
    past = inside(clara).get(f"{PAGE}?quartal=2026-3").text
    assert "177-mal angesehen." in past


def test_the_table_under_the_picture_has_every_week_and_a_dash_for_those_to_come(inside, clara, noted):
    noted(("2026-10-01", "seen", 20), ("2026-10-08", "seen", 5), ("2026-12-31", "seen", 1))
    text = inside(clara).get(PAGE).text
    assert '1. Woche</th><td class="kern-table__cell kern-table__cell--numeric">20</td>' in text
    assert '2. Woche</th><td class="kern-table__cell kern-table__cell--numeric">5</td>' in text
    assert '10. Woche</th><td class="kern-table__cell kern-table__cell--numeric">–</td>' in text


def test_few_views_give_one_tip_and_no_figures(inside, clara, noted):
    noted(("2026-11-20", "seen", 19))
    text = inside(clara).get(PAGE).text
    assert "Zeigen Sie ein Foto" in text
    assert 'href="/laeden/buchhandlung-kranich/bilder"' in text
    assert "19" not in text.partition("<main")[2].partition("</main")[0]
    assert "chart__bar" not in text


@pytest.mark.parametrize("quarter", ["2026-2", "2027-1", "unfug", "2026-4'"])
def test_quarters_there_is_nothing_to_show_of_are_not_found(inside, clara, noted, quarter):
    assert inside(clara).get(PAGE, query_string={"quartal": quarter}).status_code == 404


def test_all_quarters_can_be_taken_along_as_a_file(inside, clara, noted):
    noted(("2026-11-20", "seen", 30), ("2026-08-20", "voucher", 2))
    lines = inside(clara).get(f"{PAGE}.csv").text.splitlines()
    assert lines[0].endswith("Quartal;Angesehen;Klicks zu Ihnen;Gutschein;Weg;Unterstützung")
    assert lines[1:] == ["4. Quartal 2026;30;0;0;0;0", "3. Quartal 2026;0;0;2;0;0"]


def test_where_nothing_is_counted_the_page_says_so(make_app, log_in, clara, shop):
    site = make_app(shop_statistics=False)
    text = log_in(site.test_client(), clara).get(PAGE).text
    assert "wird nicht gezählt" in text
    assert "Zeigen Sie ein Foto" not in text


@pytest.mark.parametrize(
    ("now", "before", "said"),
    [
        (134, 100, "34 mehr (+34 %)"),
        (80, 100, "20 weniger (−20 %)"),
        (3, 1, "2 mehr"),
        (4, 0, "neu"),
        (0, 0, "gleich viele"),
    ],
)
def test_changes_are_said_in_words(now, before, said):
    assert change(now, before) == said


def test_only_the_shops_own_people_see_its_figures(shop, anna, bernd, clara, mona):
    people = [GUEST, *(one.actor for one in (anna, bernd, clara, mona, person("Otto Ort", ("admin", None))))]
    assert [allows(one, ShopAction.FIGURES, shop) for one in people] == [False, False, False, True, False, False]
