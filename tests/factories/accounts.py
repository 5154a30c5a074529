import factory

from app.accounts.models import Grant, User
from app.core import clock
from app.core.text import slugify
from tests.factories.base import RowFactory

PASSWORD = "Lindenplatz-7-Brunnen"


class UserFactory(RowFactory):
    """A confirmed person: UserFactory(name="Anna Adler") is anna-adler, anna-adler@example.org."""

    class Meta:
        model = User

    name = factory.Sequence(lambda number: f"Person {number}")
    handle = factory.LazyAttribute(lambda user: slugify(user.name))
    email = factory.LazyAttribute(lambda user: f"{user.handle}@example.org")
    email_folded = factory.LazyAttribute(lambda user: user.email.lower())
    confirmed_at = factory.LazyFunction(clock.now)


class GrantFactory(RowFactory):
    """A role: GrantFactory(user_id=…, role="org_admin", scope_id=organisation.id)."""

    class Meta:
        model = Grant

    role = "org_member"
