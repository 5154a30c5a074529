"""`flask demo load`, step by step; each step may be repeated and doubles nothing."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sqlalchemy import select

from app.campaigns.kinds import CAMPAIGN
from app.core.events import SubjectsImported
from app.core.subjects import Subject
from app.core.transaction import transaction
from app.demo import generated, records, shop_help, towns
from app.demo.attachments import attach_all
from app.demo.campaigns import load_campaigns
from app.demo.cases import ORIGIN, Cast, load_cases, new_keys
from app.demo.during import load_during
from app.demo.life import load_life
from app.demo.organisations import load_organisations
from app.demo.people import load_people
from app.demo.recaps import load_recaps
from app.demo.records import FOLDER, OPEN_SHOPS
from app.demo.shop_figures import load_figures, write_sums
from app.demo.shop_help import load_help
from app.demo.shops import HEIDELBERG, load_shops, write_letters
from app.demo.talks import load_talks
from app.extensions import db
from app.organisations.models import Organisation
from app.places.imports import read_postcodes, read_register
from app.places.matching import by_key
from app.places.models import Place
from app.places.services import import_postcodes, import_register
from app.practices.imports.cases import plan_cases, write_cases
from app.practices.imports.entries import Entry, plan
from app.practices.imports.measures import plan_measures, write_measures
from app.practices.imports.topics import add_listed_topics, topic_ids, topic_map
from app.practices.imports.writing import ready, touched_ids, write
from app.practices.kinds import CASE, PRACTICE
from app.shops.entering.imports.files import import_file
from app.shops.kinds import SHOP
from app.webtalks.afterwards.models import RECAP
from app.webtalks.kinds import WEBTALK

CIVIC_TECH = "civic-tech-projekte"

Say = Callable[[str], None]


@dataclass(frozen=True)
class Step:
    """What the person reads, and what is done; do() returns a short result."""

    label: str
    do: Callable[[], str]


def steps(*, entries: int = 0, with_log_ins: bool = True, say: Say = lambda _line: None) -> Iterator[Step]:
    """All steps in order. entries: how many to generate beside; say: for progress within a long step."""
    yield Step("Themen", load_topics)
    yield Step("Städte und Gemeinden", load_register)
    yield Step("Postleitzahlen", load_postcodes)
    yield Step("Maßnahmen aus offenen Quellen", load_catalogue)
    yield Step("Civic-Tech-Projekte", load_projects)
    yield Step("Läden und Wochenmärkte aus offenen Quellen", load_open_shops)
    yield Step("Erfundene Orte, Menschen und Praxisbeispiele", lambda: load_invented(with_log_ins))
    if entries:
        yield Step(f"{entries} erzeugte Einträge", lambda: load_generated(entries, say))


def load_topics() -> str:
    with transaction():
        return f"{add_listed_topics()} neu"


def load_register() -> str:
    with (FOLDER / "municipalities/gemeinden_de.csv").open("rb") as stream:
        report = import_register(read_register(stream), as_of=records.register_day())
    return f"{report.new} neu, {report.changed} geändert, {report.unchanged} unverändert"


def load_postcodes() -> str:
    with (FOLDER / "municipalities/plz_gemeinde.csv").open("rb") as stream:
        return f"{import_postcodes(read_postcodes(stream)).new} Zuordnungen"


def load_catalogue() -> str:
    with (FOLDER / "case-studies/prourban_massnahmen.jsonl").open("rb") as stream:
        planned = plan_measures(stream, topic_map())
    write_measures(planned)
    return f"{len(planned.measures)} Maßnahmen, {len(planned.stubs)} Beispiele laut Quelle"


def load_projects() -> str:
    with (FOLDER / "case-studies/codefor_projekte.jsonl").open("rb") as stream:
        planned = plan_cases(stream, frozenset({topic_ids()[CIVIC_TECH]}))
    write_cases(planned)
    return f"{len(planned.steps)} Projekte"


def load_open_shops() -> str:
    counts = [import_file(file) for file in OPEN_SHOPS]
    return f"{sum(counts)} Einträge"


def load_invented(with_log_ins: bool) -> str:
    """Towns, organisations, people and cases of demo/*.json."""
    listed, cases = records.organisations(), records.case_studies()
    import_register(towns.entries(records.towns()), origin="demo", as_of=towns.AS_OF)
    with transaction() as tx:
        places = _place_ids()
        organisations = load_organisations(listed, places | _place_of_the_shops())
        people = load_people(records.people(), organisations, with_log_ins=with_log_ins)
        vendors = frozenset(one.key for one in listed if one.kind == "anbieter")
        cast = Cast(places, organisations, people, vendors)
        done, ids = load_cases(cases, cast, topic_map())
        attach_all([case for case in cases if case.key in new_keys(done)], ids, cast)
        load_life(records.life(), cast, ids)
        talks = load_talks(records.talks(), cast, ids)
        load_during(records.during(), cast)
        recaps = load_recaps(records.recaps(), cast)
        shops = load_shops(records.shops(), cast)
        shop_ids = {one.key: number for one, number in zip(records.shops(), shops, strict=True)}
        load_help(shop_ids, shop_help.listed())
        campaigns = load_campaigns(records.campaigns(), organisations, shop_ids)
        load_figures(shops)
        write_sums(shops)
        tx.publish(SubjectsImported("organisation", list(organisations.values())))
        tx.publish(SubjectsImported(CASE, touched_ids(done, ids)))
        tx.publish(SubjectsImported(WEBTALK, talks))
        tx.publish(SubjectsImported(RECAP, recaps))
        tx.publish(SubjectsImported(SHOP, shops))
        write_letters(records.shops(), cast)
        tx.publish(SubjectsImported(CAMPAIGN, campaigns))
    numbers = f"{len(places)} Orte, {len(organisations)} Organisationen, {len(people)} Menschen"
    return f"{numbers}, {len(cases)} Beispiele, {len(talks)} Webtalks, {len(shops)} Läden"


def _place_ids() -> dict[str, int]:
    query = select(Place.name, Place.id).join(Subject, Subject.id == Place.id).where(Subject.origin == "demo")
    return {row.name: row.id for row in db.session.execute(query.where(Place.level == "gemeinde"))}


def _place_of_the_shops() -> dict[str, int]:
    """The one real town of the demo: its invented shops stand in streets that are there."""
    town = by_key(HEIDELBERG)
    return {town.name: town.id} if town else {}


def load_generated(count: int, say: Say) -> str:
    """Measures first, then the cases that refer to them; in one transaction each."""
    import_register(towns.generated_towns(count // generated.TOWN_EVERY), origin="demo", as_of=towns.AS_OF)
    _write_generated(PRACTICE, list(generated.measures(count, _world())), say)
    _write_generated(CASE, list(generated.cases(count, _world())), say)
    return "fertig"


def _write_generated(kind: str, entries: list[Entry], say: Say) -> None:
    if not entries:
        return
    planned = ready(plan(kind, ORIGIN, entries))
    with transaction() as tx:
        ids = write(kind, ORIGIN, planned, lambda done: say(f"  {done} von {len(entries)} …"))
        tx.publish(SubjectsImported(kind, touched_ids(planned, ids)))


def _world() -> generated.World:
    invented = (Subject.origin == "demo", Subject.state == "published")
    owners = select(Organisation.id, Organisation.kind).join(Subject, Subject.id == Organisation.id).where(*invented)
    practices = select(Subject.id, Subject.origin).where(Subject.kind == PRACTICE, Subject.origin != "mitglied")
    measures = db.session.execute(practices.order_by(Subject.id)).all()
    return generated.World(
        places=sorted(_place_ids().values()),
        own_places=len(records.towns()),
        practices=[row.id for row in measures],
        own_practices=sum(row.origin != "demo" for row in measures),
        owners=[(row.id, row.kind == "anbieter") for row in db.session.execute(owners.order_by(Organisation.id))],
        topics=topic_map(),
    )
