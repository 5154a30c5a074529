"""The demo goes in, goes in again, and comes out."""

import pytest
from flask.cli import ScriptInfo
from sqlalchemy import func, select, update

from app.accounts.models import Grant, User
from app.accounts.passwords import is_right
from app.core import clock
from app.core.drafts import Draft
from app.core.origins import Source
from app.core.storage import StoredFile
from app.core.subjects import Subject
from app.core.transaction import transaction
from app.demo import records
from app.demo.commands import demo
from app.demo.loading import steps
from app.extensions import db
from app.marks.models import Bookmark
from app.media.models import Attachment
from app.organisations.models import ActsFor, MembershipRequest, Organisation
from app.places.models import Place
from app.practices.kinds import CASE, PRACTICE
from app.practices.models import CaseFact, CaseStudy, ColleagueQuestion, PracticeLink
from app.shops.models import Shop, ShopSource
from app.topics.models import SubjectTopic
from tests.factories.organisations import OrganisationFactory
from tests.factories.places import PlaceFactory

WITHOUT_REGISTER = ("Städte und Gemeinden", "Postleitzahlen")


@pytest.fixture
def load(app):
    """load(entries=0): everything but the eleven thousand municipalities, which have their own tests."""

    def run(entries: int = 0, **options):
        for step in steps(entries=entries, **options):
            if step.label not in WITHOUT_REGISTER:
                step.do()
        db.session.commit()

    return run


@pytest.fixture
def run(app):
    def invoke(*arguments: str):
        db.session.commit()
        return app.test_cli_runner().invoke(demo, arguments, obj=ScriptInfo(create_app=lambda: app))

    return invoke


def count(model, *where) -> int:
    return db.session.scalar(select(func.count()).select_from(model).where(*where)) or 0


def subjects(kind: str, origin: str) -> int:
    return count(Subject, Subject.kind == kind, Subject.origin == origin)


def census() -> dict:
    db.session.commit()
    models = (Subject, User, Grant, Place, Organisation, CaseStudy, CaseFact, Attachment, SubjectTopic, Source, ActsFor)
    models += (ColleagueQuestion, Bookmark, MembershipRequest, Draft)
    return {model.__tablename__: count(model) for model in models}


def test_it_brings_everything_in(load):
    load()
    assert subjects(PRACTICE, "offene_daten") == 34
    assert subjects(CASE, "offene_daten") == 141 + 241
    assert subjects(CASE, "demo") == 15 + 1  # and a draft
    assert subjects("organisation", "demo") == 21
    assert subjects("place", "demo") == 10
    assert count(PracticeLink) == 177
    assert count(User, User.origin == "demo") == 26
    assert subjects("shop", "demo") == 6
    assert subjects("campaign", "demo") == 1


def test_loading_twice_doubles_nothing(load):
    load(entries=60)
    before = census()
    load(entries=60)
    assert census() == before


def test_a_case_has_all_that_its_file_says(load):
    load()
    subject = db.session.scalar(select(Subject).where(Subject.external_id == "laden-auf-probe-erlbrueck"))
    case = db.session.get_one(CaseStudy, subject.id)
    assert subject.is_open
    assert db.session.get_one(Place, subject.place_id).name == "Erlbrück"
    assert db.session.get_one(Subject, subject.owner_id).title == "Stadt Erlbrück"
    assert db.session.get_one(Subject, case.practice_id).title == "Zwischennutzung"
    assert case.cost_low_cents == 1_480_000
    assert count(CaseFact, CaseFact.case_id == case.id) == 9
    assert "<strong>Vertrag:</strong>" in case.steps_html
    assert subject.card["image"]["url"].startswith("/dateien/")
    assert subject.card["labels"] == ["measured"]
    kinds = select(Attachment.role, Attachment.evidence_kind).where(Attachment.subject_id == case.id)
    assert sorted(map(tuple, db.session.execute(kinds))) == [
        ("evidence", "before_after"),
        ("evidence", "figures"),
        ("image", ""),
    ]


def test_a_vendors_case_is_confirmed_only_where_the_town_has_done_so(load):
    load()
    confirmed = {
        row.external_id: row.town_confirmed_at is not None
        for row in db.session.execute(
            select(Subject.external_id, CaseStudy.town_confirmed_at)
            .join(CaseStudy, CaseStudy.id == Subject.id)
            .join(Organisation, Organisation.id == Subject.owner_id)
            .where(Organisation.kind == "anbieter")
        )
    }
    assert confirmed == {"leuchtende-schaufenster-lerchenfurt": False, "passantenzaehlung-rabenfurt": True}


def test_unknown_cost_has_no_row(load):
    load()
    case_id = db.session.scalar(select(Subject.id).where(Subject.external_id == "pop-up-am-hafen-nordersiel"))
    assert not count(CaseFact, CaseFact.case_id == case_id, CaseFact.key == "one_off_cost")
    assert db.session.get_one(CaseStudy, case_id).cost_low_cents is None


def test_the_log_ins_work_one_per_role(load, run):
    load()
    password = records.people().password
    people = list(db.session.scalars(select(User).where(User.password_hash != "")))
    assert len(people) == 8
    assert all(is_right(person.password_hash, password) for person in people)
    printed = run("logins").output
    assert password in printed
    assert all(person.email in printed for person in people)


def test_with_https_the_public_password_opens_nothing(load, run):
    load(with_log_ins=False)
    assert count(User, User.password_hash != "") == 0
    assert "keine Demo-Anmeldungen" in run("logins").output


def test_generated_entries_are_as_many_as_asked_and_alike_each_time(load):
    load(entries=200)
    assert count(Subject, Subject.external_id.like("gen-%")) == 200
    assert subjects(PRACTICE, "demo") == 10
    titles = select(Subject.external_id, Subject.title).where(Subject.external_id.like("gen-%"))
    before = dict(db.session.execute(titles).all())
    load(entries=220)
    after = dict(db.session.execute(titles).all())
    assert len(after) == 220
    assert before.items() <= after.items()


def test_more_entries_do_not_mean_more_statements_each(load, count_sql):
    load()
    with count_sql() as few:
        load(entries=100)
    with count_sql() as many:
        load(entries=480)
    assert len(many) <= len(few) + 30


def test_removing_takes_all_of_it_out_and_leaves_what_is_ours(load, run, anna, organisation):
    real = PlaceFactory(name="Bochum", key="05911000")
    before = census()
    load(entries=40)
    result = run("remove")
    assert result.exit_code == 0, result.output
    assert "436 Praxisbeispiele entfernt." in result.output
    assert census() == before
    assert count(StoredFile) == 0
    assert db.session.get_one(Place, real.id).name == "Bochum"


def test_what_members_wrote_elsewhere_loses_only_its_tie_to_invented_things(load, run, organisation):
    load()
    town = db.session.scalar(select(Place.id).where(Place.name == "Erlbrück"))
    author = db.session.scalar(select(User.id).where(User.handle == "jonas-petersen"))
    ours = OrganisationFactory(title="Verein am Fluss", place_id=town, author_id=author)
    run("remove")
    row = db.session.get_one(Subject, ours.id)
    assert (row.place_id, row.author_id) == (None, None)


def test_shops_of_other_lists_and_those_somebody_has_confirmed_stay(load, run):
    load()
    listed = select(ShopSource.shop_id).where(ShopSource.source == "berlin-kreuzberg").order_by(ShopSource.shop_id)
    other, confirmed = db.session.scalars(listed.limit(2)).all()
    with transaction():
        db.session.execute(update(ShopSource).where(ShopSource.shop_id == other).values(source="unsere-stadt"))
        db.session.execute(
            update(Shop).where(Shop.id == confirmed).values(confirmed_at=clock.now(), confirmed_by="city")
        )
    run("remove")
    assert set(db.session.scalars(select(Shop.id))) == {other, confirmed}


def test_removing_twice_is_no_harm(load, run):
    load()
    run("remove")
    assert run("remove").exit_code == 0
