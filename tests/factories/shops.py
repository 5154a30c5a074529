from typing import Any

import factory

from app.accounts.models import Grant
from app.core import clock
from app.core.markup import render
from app.core.subjects import Subject
from app.core.transaction import transaction
from app.extensions import db
from app.shops.cards import card_for
from app.shops.kinds import OWNER, SHOP
from app.shops.map.keeping import keep
from app.shops.models import Shop
from app.shops.services.positions import positioned
from tests.factories.base import SubjectFactory


class ShopFactory(SubjectFactory):
    """Somebody's shop: ShopFactory(title="Buchhandlung Kranich", owners=[clara], place_id=…, lat=49.4, lon=8.7).

    claimed_at=None, origin="offene_daten" for an unconfirmed entry.
    """

    class Meta:
        model = Shop

    subject_kind = SHOP
    title = factory.Sequence(lambda number: f"Laden {number}")
    category = "buecher"
    street = "Hauptstraße"
    house_number = "12"
    postcode = "69117"
    city = "Heidelberg"
    claimed_at = factory.LazyFunction(clock.now)
    story_md = "Seit 1923 Bücher, die **bleiben**."

    @classmethod
    def _create(cls, model_class: type, *args: Any, **kwargs: Any) -> Any:
        owners = kwargs.pop("owners", ())
        kwargs["story_html"] = render(kwargs["story_md"]).html
        shop = super()._create(model_class, *args, **kwargs)
        with transaction():
            db.session.add_all(Grant(user_id=one.user_id, role=OWNER, scope_id=shop.id) for one in owners)
            keep([shop.id])
        return shop

    @classmethod
    def finish(cls, thing: Any, subject: Subject) -> None:
        positioned(thing, thing.lat, thing.lon)
        db.session.flush()
        subject.card = card_for(thing)
