import factory

from app.core.text import fold
from app.places.models import Place
from tests.factories.base import SubjectFactory


class PlaceFactory(SubjectFactory):
    """A municipality: PlaceFactory(name="Lindenau", key="07999001", population=18_000)"""

    class Meta:
        model = Place

    subject_kind = "place"
    name = factory.Sequence(lambda number: f"Musterort {number}")
    key = factory.Sequence(lambda number: f"99{number:06d}")
    title = factory.SelfAttribute("name")
    slug = factory.SelfAttribute("key")
    folded = factory.LazyAttribute(lambda place: fold(place.name))
    state_key = factory.LazyAttribute(lambda place: place.key[:2])
    type = "Stadt"
    population = 18_000
    area_km2 = 60.0
