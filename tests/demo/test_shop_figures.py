from app.core.transaction import transaction
from app.demo.shop_figures import forget_sums, load_figures, write_sums
from app.extensions import db
from app.shops.figures.models import ShopFigure
from app.shops.figures.quarters import Quarter
from app.shops.figures.queries import figures_of
from app.shops.figures.towns.models import TownFigure
from app.shops.figures.towns.queries import sums_of
from app.shops.figures.towns.services import close_quarters
from tests.factories.places import PlaceFactory
from tests.factories.shops import ShopFactory


def test_invented_shops_have_figures_once_and_the_last_one_gets_a_tip(app):
    ids = [ShopFactory(origin="demo").id for _ in range(3)]
    for _again in range(2):
        with transaction():
            load_figures(ids)
        rows = db.session.query(ShopFigure).count()
    past = figures_of(ids, Quarter.now().before)
    assert [past[one].enough for one in ids] == [True, True, False]
    assert all(number > 0 for number in past[ids[1]].now.values())
    assert db.session.query(ShopFigure).count() == rows < 3_000


def test_the_city_sees_sums_at_once_also_where_the_quarters_were_closed_before(app):
    place, other = PlaceFactory(), PlaceFactory()
    with transaction():
        early = ShopFactory(origin="demo", place_id=other.id).id
        ids = [ShopFactory(origin="demo", place_id=place.id).id for _ in range(6)]
        load_figures([early])
    close_quarters()
    found = []
    for _again in range(2):
        with transaction():
            load_figures(ids)
            write_sums(ids)
        found.append(sums_of([place.id])[place.id])
    assert [one.quarter for one in found[0]] == sorted((one.quarter for one in found[0]), reverse=True)
    assert len(found[0]) == 4
    assert all(number for one in found[0] for number in one.numbers.values())
    assert found[0] == found[1]


def test_sums_with_invented_shops_go_with_them(app):
    place, other = PlaceFactory(), PlaceFactory()
    with transaction():
        load_figures(
            [ShopFactory(origin=origin, place_id=at.id).id for origin, at in (("demo", place), ("mitglied", other))]
        )
    close_quarters()
    towns = db.select(TownFigure.place_id).distinct()
    assert place.id in set(db.session.scalars(towns))
    with transaction():
        forget_sums()
    assert place.id not in set(db.session.scalars(towns))
