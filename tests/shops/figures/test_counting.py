from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest

from app.core import clock, tallies
from app.core.transaction import transaction
from app.extensions import db
from app.shops.figures.counting import KEY, count
from app.shops.figures.services import add_figures
from tests.factories.organisations import OrganisationFactory
from tests.factories.shops import ShopFactory
from tests.harness.cast import person

PAGE = "/laeden/buchhandlung-kranich"
ROBOT = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"
PHONE = "Mozilla/5.0 (Linux; Android 13; CUBOT P80) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36"


def test_a_page_is_counted_each_time_a_person_opens_it(client, shop, counted):
    for agent in (PHONE, "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0"):
        assert client.get(PAGE, headers={"User-Agent": agent}).status_code == 200
    assert counted() == {"seen": 2}


@pytest.mark.parametrize(
    "headers",
    [
        {"User-Agent": ROBOT},
        {"User-Agent": ""},
        {"User-Agent": "curl/8.5.0"},
        {"User-Agent": PHONE, "Sec-Purpose": "prefetch;prerender"},
        {"User-Agent": PHONE, "Purpose": "prefetch"},
    ],
)
def test_programs_and_pages_fetched_ahead_are_not(client, shop, counted, headers):
    assert client.get(PAGE, headers=headers).status_code == 200
    assert client.head(PAGE, headers={"User-Agent": PHONE}).status_code == 200
    assert counted() == {}


def test_own_visits_of_shop_staff_and_town_are_not_counted_but_those_of_members_are(
    app, client, inside, clara, mona, shop, place, counted
):
    town = OrganisationFactory(
        title="Stadt Lindenau", kind="kommune", town_id=place.id, verified_at=clock.now(), verified_by="staff"
    )
    dora = person("Dora Dorn", ("org_editor", town.id))
    for one in (clara, mona, dora, person("Otto Ort", ("admin", None))):
        assert inside(one).get(PAGE).status_code == 200
    assert counted() == {}
    other = OrganisationFactory(title="Anderswo", kind="kommune")
    inside(person("Eva Erle", ("org_editor", other.id))).get(PAGE)
    assert counted() == {"seen": 1}


def test_an_entry_nobody_looks_after_has_no_figures(client, place, counted):
    ShopFactory(title="Buchhandlung Kranich", origin="offene_daten", claimed_at=None, place_id=place.id)
    assert client.get(PAGE).status_code == 200
    assert counted() == {}


def test_a_kept_page_counts_every_person_and_no_program(make_app, shop, counted, count_sql):
    site = make_app(page_cache_seconds=60)
    for agent in (ROBOT, PHONE, ROBOT, PHONE, PHONE):
        assert site.test_client().get(PAGE, headers={"User-Agent": agent}).status_code == 200
    site.test_client().head(PAGE, headers={"User-Agent": PHONE})
    kept = site.test_client().get(PAGE, headers={"User-Agent": PHONE})
    again = site.test_client().get(PAGE, headers={"User-Agent": PHONE, "If-None-Match": kept.headers["ETag"]})
    assert again.status_code == 304
    assert counted(site) == {"seen": 5}


def test_nothing_is_counted_where_the_operator_does_not_want_it(make_app, shop, counted):
    site = make_app(shop_statistics=False)
    site.test_client().get(PAGE)
    assert counted(site) == {}


def test_a_fault_of_counting_leaves_the_page_whole(app, client, shop, monkeypatch):
    monkeypatch.setattr(app.extensions[KEY], "add", lambda key: 1 / 0)
    assert client.get(PAGE).status_code == 200


def test_a_full_disk_loses_no_counts(app, client, shop, counted, monkeypatch):
    def full(self, content):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr(tallies.Tally, "_write", full)
        client.get(PAGE)
        assert counted() == {}
    assert counted() == {"seen": 1}


def test_many_threads_count_side_by_side_and_none_is_lost(app, shop, counted):
    number_of_shop = shop.id

    def visit(_number):
        with app.test_request_context(PAGE, headers={"User-Agent": PHONE}):
            count(number_of_shop, "seen")

    with ThreadPoolExecutor(8) as pool:
        for number, _ in enumerate(pool.map(visit, range(200))):
            if number % 50 == 0:
                app.extensions[KEY].hand_over()
    assert counted() == {"seen": 200}


def test_two_workers_at_once_add_up(app, shop, counted):
    """Both write the same rows; neither overwrites the other."""
    number = shop.id

    def take_in(_round):
        day = "2026-11-22"
        with app.app_context(), transaction(raises_cache=False):
            add_figures(Counter({(day, number, "seen", ""): 3, (day, number, "route", "route"): 1}))

    db.session.commit()
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(take_in, range(10)))
    assert counted() == {"seen": 30, "route": 10}


def test_a_torn_file_spoils_nothing(app, client, shop, counted):
    client.get(PAGE)
    folder = app.config["SETTINGS"].instance_path / tallies.FOLDER
    folder.mkdir(exist_ok=True)
    (folder / "shops-1-torn.json").write_text('[["2026-11-')
    assert counted() == {"seen": 1}
