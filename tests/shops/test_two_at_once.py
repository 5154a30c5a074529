"""The last free place among the pictures of a shop, wanted by two at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from app.core.pictures import PictureRefused
from app.extensions import db
from app.shops.models import Shop
from app.shops.queries import pictures_of
from app.shops.services import pictures
from tests.factories.pictures import picture
from tests.factories.shops import ShopFactory
from tests.factories.support import NOBODY


def test_one_gets_it_and_the_other_leaves_nothing_behind(app, monkeypatch):
    number, both, write = ShopFactory().id, Barrier(2, timeout=20), pictures._write
    monkeypatch.setattr(pictures, "MOST", 1)
    monkeypatch.setattr(pictures, "_write", lambda *what: (both.wait(), write(*what))[1])
    db.session.remove()

    def send(_one: int) -> bool:
        """Both have been told that there is room before either of them writes."""
        with app.app_context():
            try:
                shop = db.session.get_one(Shop, number)
                pictures.add(shop, picture(), name="a.jpg", alt="Das Fenster", credit="", actor=NOBODY)
            except PictureRefused:
                return False
            return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(send, range(2))) == [False, True]
    db.session.rollback()
    assert [one.alt for one in pictures_of(number)] == ["Das Fenster"]
