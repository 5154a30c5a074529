"""A name or figure that many entries bear has changed: they become findable by it, in small steps."""

import pytest
from sqlalchemy import delete, select

from app.core.jobs.worker import Worker
from app.core.transaction import transaction
from app.extensions import db
from app.organisations.queries import by_slug
from app.organisations.services.registering import Profile, change_organisation
from app.places.imports import entry_of
from app.places.services import import_register
from app.search import indexing, marking
from app.search.engines.interface import SearchRequest
from app.search.models import IndexPending
from app.search.service import engine
from app.topics.services import change_topic
from tests.factories.organisations import OrganisationFactory
from tests.factories.places import PlaceFactory
from tests.factories.practices import CaseFactory, TopicFactory

CASES = 7
REGISTER = {"kreis_schluessel": "14000", "kreis": "Lindenau", "kreis_typ": "Landkreis", "land_schluessel": "14"}


@pytest.fixture
def bearers(app, monkeypatch):
    """Seven cases of one organisation, town and topic, and one that is none of theirs; three are noted at once."""
    monkeypatch.setattr(marking, "AT_ONCE", 3)
    town = PlaceFactory(name="Lindenau", key="14000001", population=18_000)
    owner = OrganisationFactory(title="Stadtmarketing", kind="stadtmarketing", place_id=town.id)
    topic = TopicFactory(slug="markt", title="Markt")
    same = {"owner_id": owner.id, "place_id": town.id, "topics": [topic]}
    made = [CaseFactory(title=f"Laden {number}", **same).id for number in range(CASES)]
    CaseFactory(title="Woanders")
    with transaction():
        db.session.execute(delete(IndexPending))
    return made


def pending():
    db.session.commit()
    return list(db.session.scalars(select(IndexPending.subject_id).where(IndexPending.done_at.is_(None))))


def run_marking(app):
    """Only the jobs, without the indexer."""
    db.session.commit()
    return Worker(app).run_all()


def rename_topic(actor):
    change_topic("markt", title="Wochenmarkt", description="", in_default_search=True, actor=actor)


def test_a_renamed_topic_brings_what_carries_it(app, bearers, mona):
    rename_topic(mona.actor)
    assert pending() == []
    assert run_marking(app) >= 3
    assert sorted(pending()) == bearers


def test_new_figures_of_a_town_bring_what_lies_in_it(app, bearers):
    row = {"ags": "14000001", "name": "Lindenau", "einwohner": "21000", **REGISTER}
    report = import_register([entry_of(row)])
    assert report.changed == 1
    assert len(pending()) == 1
    run_marking(app)
    assert set(bearers) < set(pending())
    assert len(pending()) == 1 + CASES + 1


def test_a_renamed_organisation_brings_what_bears_its_name(app, bearers, mona):
    owner = by_slug("stadtmarketing")
    profile = Profile(name="Innenstadtbüro", town=None, mailbox="info@lindenau.example")
    change_organisation(owner, profile, version=owner.subject.version, actor=mona.actor)
    assert pending() == [owner.id]
    run_marking(app)
    assert set(bearers) < set(pending())


def test_the_figures_are_found_after_the_worker_has_been_there(app, bearers, run_jobs):
    indexing.rebuild()
    row = {"ags": "14000001", "name": "Lindenau", "einwohner": "21000", **REGISTER}
    import_register([entry_of(row)])
    run_jobs()
    hits = engine().search(SearchRequest("Laden", ("public",), filters={"groesse": ("20000-50000",)})).hits
    assert {hit.id for hit in hits} == set(bearers)
