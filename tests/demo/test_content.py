"""The demo is invented from beginning to end, complete, and shows every field, filter and state."""

import csv
import json
from collections import Counter

import pytest
from PIL import Image

from app.demo import records
from app.demo.records import FOLDER

FACT_KEYS = {
    "one_off_cost", "yearly_cost", "staff_hours_week", "months_to_start", "months_running", "area_m2",
    "funding_programme", "legal_basis", "political_body",
}  # fmt: skip


@pytest.fixture(scope="module")
def register():
    with (FOLDER / "municipalities/gemeinden_de.csv").open(encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture(scope="module")
def towns():
    return {town.name: town for town in records.towns()}


@pytest.fixture(scope="module")
def organisations():
    return {one.key: one for one in records.organisations()}


@pytest.fixture(scope="module")
def people():
    return {one.key: one for one in records.people().people}


@pytest.fixture(scope="module")
def cases():
    return records.case_studies()


def word_count(case) -> int:
    texts = [*case.five_questions.model_dump().values(), case.problem, case.approach]
    return len(" ".join([*texts, case.result_expected, case.result_happened, case.lessons]).split())


def test_no_municipality_or_district_bears_the_name_of_an_invented_one(towns, register):
    real = {row["name"].casefold() for row in register} | {row["kreis"].casefold() for row in register}
    assert not {town.name.casefold() for town in towns.values()} & real
    assert not {town.kreis.casefold() for town in towns.values()} & real
    assert not any(name.startswith(town.casefold()) for town in towns for name in real)


def test_the_keys_of_invented_towns_lie_in_districts_no_land_has(towns, register):
    assert not {row["ags"][2:5] for row in register} & {"990", "991"}
    assert len({town.ags for town in towns.values()}) == len(towns)
    for town in towns.values():
        assert town.ags.startswith(town.land_schluessel)
        assert town.kreis_schluessel == town.ags[:5]
        assert town.ars == f"{town.ags[:5]}0000{town.ags[5:]}"


def test_invented_towns_lie_in_the_land_they_name(towns, register):
    lands = {row["land_schluessel"]: (row["land"], row["land_iso"]) for row in register}
    shapes = json.loads((FOLDER / "municipalities/bundeslaender.geojson").read_text())
    outline = {shape["properties"]["iso"]: shape["geometry"] for shape in shapes["features"]}
    for town in towns.values():
        assert lands[town.land_schluessel] == (town.land, town.land_iso)
        assert lies_in(town.lon, town.lat, outline[town.land_iso]), town.name


def lies_in(x: float, y: float, geometry: dict) -> bool:
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    return any(crossings(x, y, polygon[0]) % 2 for polygon in polygons)


def crossings(x: float, y: float, ring: list) -> int:
    return sum(
        (y1 > y) != (y2 > y) and x < x1 + (y - y1) / (y2 - y1) * (x2 - x1)
        for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True)
    )


def test_there_are_towns_of_every_size(towns):
    assert 8 <= len(towns) <= 10
    classes = Counter(
        sum(town.einwohner >= limit for limit in (5_000, 20_000, 50_000, 100_000)) for town in towns.values()
    )
    assert set(classes) == {0, 1, 2, 3, 4}
    assert sum(town.einwohner < 20_000 for town in towns.values()) >= 4


def test_every_town_has_its_kommune_and_every_kind_of_organisation_is_there(towns, organisations):
    kinds = Counter(one.kind for one in organisations.values())
    assert {one.town for one in organisations.values() if one.kind == "kommune"} == set(towns)
    assert kinds["kommune"] == len(towns)
    assert kinds["anbieter"] == 2
    assert len(kinds) == 8
    assert {one.town for one in organisations.values()} <= {*towns, "Heidelberg"}
    assert {one.acts_for_state for one in organisations.values() if one.acts_for} == {"requested", "confirmed"}


def test_people_belong_to_organisations_and_every_organisation_has_an_admin(people, organisations):
    assert {one.organisation for one in people.values() if one.organisation} == set(organisations)
    admins = {one.organisation for one in people.values() if one.organisation_role == "org_admin"}
    assert admins == set(organisations)
    assert len({one.email for one in people.values()}) == len(people)


def test_there_is_a_log_in_for_every_role(people, organisations):
    logins = {one.login: one for one in people.values() if one.login}
    assert len(logins) == 8
    assert {one.site_role for one in logins.values()} == {None, "moderator", "admin"}
    assert {"org_member", "org_editor", "org_admin"} <= {one.organisation_role for one in logins.values()}
    assert any(one.organisation and organisations[one.organisation].kind == "anbieter" for one in logins.values())


def test_topics_cover_every_field_of_action_of_the_catalogue():
    listed = records.topics()
    slugs = {topic.slug for topic in listed.topics}
    lines = (FOLDER / "case-studies/prourban_massnahmen.jsonl").read_text().splitlines()
    measures = [json.loads(line) for line in lines]
    assert {measure["handlungsfeld"] for measure in measures} == set(listed.handlungsfelder)
    assert set(listed.massnahmen) <= {measure["id"] for measure in measures}
    assert {
        slug for found in [*listed.handlungsfelder.values(), *listed.massnahmen.values()] for slug in found
    } <= slugs
    assert [topic.slug for topic in listed.topics if not topic.in_default_search] == ["civic-tech-projekte"]


def test_cases_refer_to_things_that_are_there(cases, towns, organisations, people):
    slugs = {topic.slug for topic in records.topics().topics}
    lines = (FOLDER / "case-studies/prourban_massnahmen.jsonl").read_text().splitlines()
    measures = {json.loads(line)["id"] for line in lines}
    keys = {case.key for case in cases}
    assert len(keys) == len(cases) == 15
    for case in cases:
        assert case.town in towns
        assert people[case.author].organisation == case.organisation
        assert case.contact_mailbox == organisations[case.organisation].mailbox
        assert set(case.topics) <= slugs
        assert case.practice is None or case.practice in measures
        assert case.learned_from is None or case.learned_from in keys - {case.key}
        for piece in case.attachments:
            assert {piece.organisation, piece.confirmed_by or piece.organisation} <= set(organisations)


def test_every_case_is_worth_reading(cases):
    assert all(250 <= word_count(case) <= 600 for case in cases), {case.key: word_count(case) for case in cases}


def test_at_least_twelve_cases_have_all_facts(cases):
    complete = [case for case in cases if {fact.key for fact in case.facts} == FACT_KEYS]
    assert len(complete) >= 12
    for case in cases:
        for fact in case.facts:
            assert fact.text or (fact.low is not None and fact.high is not None and fact.low <= fact.high)


def test_the_story_of_the_city_manager_finds_three_cases_and_one_without_cost(cases, towns):
    def fits(case) -> bool:
        text = f"{case.title} {case.summary}".lower()
        about = "leerstehende" in text and "zwischennutzung" in text
        return about and towns[case.town].einwohner < 20_000

    cheap = [case for case in cases if fits(case) and (cost := case.fact("one_off_cost")) and cost.high <= 2_000_000]
    unknown = [case for case in cases if fits(case) and case.fact("one_off_cost") is None]
    assert len([case for case in cheap if case.vendor is None]) >= 3
    assert len(unknown) == 1


def test_every_state_can_be_seen(cases):
    assert {case.evidence_level for case in cases} == {"idea", "running", "own_figures", "before_after", "external"}
    assert {case.status for case in cases} == {"idea", "running", "finished", "stopped"}
    assert {case.would_do_again for case in cases} == {"yes", "with_changes", "no", None}
    assert sorted(case.vendor.confirmed for case in cases if case.vendor) == [False, True]


def test_a_vendor_says_so_in_the_file_as_in_the_register_of_organisations(cases, organisations):
    assert all((organisations[case.organisation].kind == "anbieter") == (case.vendor is not None) for case in cases)


def test_the_evidence_level_is_what_attachments_and_figures_allow(cases):
    for case in cases:
        kinds = {piece.kind for piece in case.attachments}
        measured = "before_after" in kinds and any(f.before is not None and f.method for f in case.figures)
        running = "idea" if case.status == "idea" else "running"
        own = "own_figures" if case.figures or kinds else running
        assert case.evidence_level == ("external" if "external" in kinds else "before_after" if measured else own)


def test_life_speaks_of_things_that_are_there(cases, people, organisations):
    life, keys = records.life(), {case.key for case in cases}
    assert {one.case for one in [*life.questions, *life.bookmarks]} <= keys
    assert {one.asker for one in life.questions} | {one.person for one in life.bookmarks} <= set(people)
    assert {one.organisation for one in [*life.join_requests, *life.drafts]} <= set(organisations)


def test_external_evidence_comes_from_another_organisation(cases):
    for case in cases:
        external = [piece for piece in case.attachments if piece.kind == "external"]
        assert bool(external) == (case.evidence_level == "external")
        assert all(piece.organisation != case.organisation for piece in external)


def test_images_exist_are_small_and_described(cases):
    used = [image for case in cases for image in case.images]
    assert len(used) >= 6
    for image in used:
        path = FOLDER / image.file
        assert path.stat().st_size < 60_000
        assert Image.open(path).size == (1200, 675)
    assert {path.name for path in (FOLDER / "images").iterdir()} == {image.file.split("/")[1] for image in used} | {
        one.image.split("/")[1] for one in records.campaigns()
    }


def test_every_piece_of_evidence_is_a_small_pdf(cases):
    used = [FOLDER / piece.file for case in cases for piece in case.attachments]
    assert {path.name for path in (FOLDER / "documents").iterdir()} == {path.name for path in used}
    for path in used:
        assert path.read_bytes().startswith(b"%PDF-")
        assert path.stat().st_size < 60_000


def test_every_file_of_the_folder_has_a_source():
    listed = {name for source in records.sources() for name in source.files}
    for path in FOLDER.rglob("*"):
        name = path.relative_to(FOLDER).as_posix()
        if path.is_file() and path.name not in ("README.md", "sources.json") and not path.name.endswith(".meta.json"):
            assert name in listed or f"{name.split('/')[0]}/" in listed, name
    assert all(source.attribution and source.licence and source.as_of for source in records.sources())


def test_addresses_reach_nobody(people, organisations):
    addresses = [one.email for one in people.values()] + [one.mailbox for one in organisations.values()]
    assert all(address.endswith(".example") for address in addresses)
