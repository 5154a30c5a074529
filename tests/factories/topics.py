import factory

from app.topics.models import Topic
from tests.factories.base import RowFactory


class TopicFactory(RowFactory):
    """TopicFactory(slug="leerstand", title="Leerstand")"""

    class Meta:
        model = Topic

    title = factory.Sequence(lambda number: f"Thema {number}")
    slug = factory.LazyAttribute(lambda topic: topic.title.lower().replace(" ", "-"))
    position = factory.Sequence(lambda number: number)
