from datetime import timedelta
from typing import Any

import factory

from app.accounts.models import Grant
from app.core import clock
from app.core.markup import render
from app.core.subjects import Subject
from app.core.transaction import transaction
from app.extensions import db
from app.webtalks.afterwards.models import RECAP, Recap
from app.webtalks.kinds import HOST, WEBTALK
from app.webtalks.models import Registration, Webtalk
from tests.factories.base import RowFactory, SubjectFactory


class WebtalkFactory(SubjectFactory):
    """A talk in three days, for an hour, open to all: WebtalkFactory(title="Leerstand", owner_id=…, hosts=[anna]).

    hosts: people of the cast. starts_at with ends_at for another time; capacity=3 for a small one.
    """

    class Meta:
        model = Webtalk

    subject_kind = WEBTALK
    admission = "public"
    starts_at = factory.LazyFunction(lambda: clock.now().replace(microsecond=0) + timedelta(days=3))
    ends_at = factory.LazyAttribute(lambda talk: talk.starts_at + timedelta(hours=1))
    room_name = factory.Sequence(lambda number: f"raum-{number}-abcdefghij")
    description_md = "Wie drei Städte leere Läden **füllen**."

    @classmethod
    def _create(cls, model_class: type, *args: Any, **kwargs: Any) -> Any:
        hosts = kwargs.pop("hosts", ())
        kwargs["description_html"] = render(kwargs["description_md"]).html
        talk = super()._create(model_class, *args, **kwargs)
        with transaction():
            db.session.add_all(Grant(user_id=host.user_id, role=HOST, scope_id=talk.id) for host in hosts)
        return talk

    @classmethod
    def finish(cls, thing: Any, subject: Subject) -> None:
        db.session.flush()


class RegistrationFactory(RowFactory):
    """RegistrationFactory(webtalk_id=talk.id, user_id=clara.user_id); for the counts of seats use the services."""

    class Meta:
        model = Registration

    state = "registered"


class RecapFactory(SubjectFactory):
    """RecapFactory(webtalk_id=talk.id, title=…); its title gives the same address as the talk's."""

    class Meta:
        model = Recap

    subject_kind = RECAP
    statements = factory.LazyFunction(lambda: ["Eins.", "Zwei.", "Drei."])

    @classmethod
    def finish(cls, thing: Any, subject: Subject) -> None:
        db.session.flush()
