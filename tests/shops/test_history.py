"""Who changed what of an entry, and when."""

from sqlalchemy import select

from app.core.drafts import Revision
from app.extensions import db
from app.shops.services.hours import confirm_hours, set_hours
from app.shops.services.writing import confirm
from tests.factories.shops import ShopFactory


def test_its_people_see_each_change_against_the_one_before(app, clara, mona, log_in):
    shop = ShopFactory(title="Claras Café", owners=[clara])
    set_hours(shop, "Mo 10:00-18:00", "", by="shop", actor=clara.actor)
    confirm(shop, actor=clara.actor)
    confirm_hours(shop, by="shop", actor=clara.actor)
    set_hours(shop, "Mo 10:00-20:00", "<script>alert(1)</script>", by="", actor=mona.actor)
    text = log_in(app.test_client(), clara).get(f"{shop.subject.address}/verlauf").text
    assert text.index("Mo: 10:00 bis 20:00") > text.index("Mo: 10:00 bis 18:00")
    assert "Mona Moor" in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert "Die erste Fassung" in text
    assert len(db.session.scalars(select(Revision)).all()) == 2


def test_the_mailbox_of_a_shop_is_in_no_version(app, clara):
    shop = ShopFactory(title="Claras Café", owners=[clara], email="geheim@cafe.example")
    set_hours(shop, "Mo 10:00-18:00", "", by="shop", actor=clara.actor)
    assert "geheim" not in str(db.session.scalars(select(Revision.data)).all())
