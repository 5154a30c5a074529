from typing import Any

import factory

from app.core import clock
from app.core.markup import render
from app.practices.cards import case_card
from app.practices.kinds import CASE, PRACTICE
from app.practices.models import CaseFact, CaseStudy, ColleagueQuestion, Practice, PracticeLink, ResultFigure
from app.topics.models import SubjectTopic, Topic
from tests.factories.base import RowFactory, SubjectFactory


class TopicFactory(RowFactory):
    """TopicFactory(slug="leerstand", title="Leerstand")"""

    class Meta:
        model = Topic

    slug = factory.Sequence(lambda number: f"thema-{number}")
    title = factory.LazyAttribute(lambda topic: topic.slug.replace("-", " ").capitalize())


class EntryFactory(SubjectFactory):
    """Texts given as x_md are rendered to x_html, as saving does. topics=[…]: the topics it carries."""

    class Meta:
        abstract = True

    summary = "Was in zwei Sätzen zu sagen ist."

    @classmethod
    def _create(cls, model_class: type, *args: Any, **kwargs: Any) -> Any:
        topics = kwargs.pop("topics", ())
        for name in [name for name in kwargs if name.endswith("_md")]:
            kwargs[name.removesuffix("_md") + "_html"] = render(kwargs[name]).html
        entry = super()._create(model_class, *args, **kwargs)
        for topic in topics:
            SubjectTopicFactory(subject_id=entry.id, topic_id=topic.id)
        return entry


class SubjectTopicFactory(RowFactory):
    class Meta:
        model = SubjectTopic


class PracticeFactory(EntryFactory):
    """PracticeFactory(title="Leerstandsmelder", owner_id=organisation.id)"""

    class Meta:
        model = Practice

    subject_kind = PRACTICE
    problem_md = "Läden stehen leer, und niemand weiß, wem sie gehören."
    idea_md = "Ein **Verzeichnis**, in das alle leere Läden eintragen."


class PracticeLinkFactory(RowFactory):
    class Meta:
        model = PracticeLink


class CaseFactory(EntryFactory):
    """A full case: CaseFactory(title="Laden auf Probe", owner_id=…, place_id=…, cost=(1_480_000, 1_600_000)).

    cost: one-off cost in cents, from and to, as its fact; without it the cost is unknown.
    """

    class Meta:
        model = CaseStudy

    subject_kind = CASE
    depth = "full"
    status = "running"
    again = "yes"
    evidence_level = "running"
    problem_md = "Elf von 38 Läden standen leer."
    steps_md = "Wir haben alle Eigentümer *einzeln* besucht."
    happened_md = "Fünf Gründungen sind geblieben."

    @classmethod
    def _create(cls, model_class: type, *args: Any, **kwargs: Any) -> Any:
        cost = kwargs.pop("cost", None)
        card = case_card(
            status=kwargs.get("status"),
            started_on=kwargs.get("started_on"),
            evidence_level=kwargs["evidence_level"],
            is_stub=kwargs.get("is_stub", False),
            cost_cents=cost,
        )
        if cost:
            kwargs["cost_low_cents"] = cost[0]
        case = super()._create(model_class, *args, **{"card": card, **kwargs})
        if cost:
            FactFactory(case_id=case.id, key="one_off_cost", low=cost[0], high=cost[1], unit="cents")
        return case


class FactFactory(RowFactory):
    """FactFactory(case_id=case.id, key="months_to_start", low=7, high=9, unit="months")"""

    class Meta:
        model = CaseFact

    source = "Haushalt 2025"


class FigureFactory(RowFactory):
    class Meta:
        model = ResultFigure

    label = "Leerstehende Läden"
    before = "11"
    after = "6"
    unit = "Läden"


class QuestionFactory(RowFactory):
    """A question to the people of a case, confirmed and sent."""

    class Meta:
        model = ColleagueQuestion

    name = "Clara Christ"
    email = "clara-christ@example.org"
    message = "Wie haben Sie die Eigentümer gefunden?"
    state = "sent"
    sent_at = factory.LazyFunction(clock.now)
