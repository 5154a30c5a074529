"""Zahlen of a case: what is written down anyway, for those who may change it."""

import re

import pytest

from app.marks import services
from tests.factories.organisations import OrganisationFactory
from tests.factories.practices import CaseFactory, PracticeFactory, QuestionFactory
from tests.harness.cast import person

PAGE = "/praxisbeispiele/laden-auf-probe"


@pytest.fixture
def case(app):
    vendor = OrganisationFactory(title="Zählwerk GmbH", kind="anbieter")
    return CaseFactory(
        title="Laden auf Probe", owner_id=vendor.id, practice_id=PracticeFactory(title="Idee", owner_id=vendor.id).id
    )


@pytest.fixture
def at_home(client, log_in, case):
    """An editor of the vendor."""
    return log_in(client, person("Vera Vogt", ("org_editor", case.subject.owner_id)))


def figures(client) -> list[str]:
    shown = re.search(r'<dl class="figures">(.*?)</dl>', client.get(f"{PAGE}/zahlen").text, re.DOTALL).group(1)
    return re.findall(r"<dd>(.*?)</dd>", shown)


def test_a_vendor_sees_what_became_of_his_case(at_home, case):
    QuestionFactory(case_id=case.id)
    QuestionFactory(case_id=case.id, state="answered")
    QuestionFactory(case_id=CaseFactory(title="Anderes").id)
    CaseFactory(title="Noch eins", practice_id=case.practice_id)
    CaseFactory(title="Geheim", practice_id=case.practice_id, visibility="members")
    assert figures(at_home) == ["weniger als 3", "2", "1", "1"]


def test_merklisten_are_counted_from_three_on(at_home, case):
    keepers = [person(name).actor for name in ("Klara Kern", "Karl Kern", "Kim Kern")]
    for actor in keepers:
        services.keep(case.subject, note="", actor=actor)
    assert figures(at_home)[0] == "3"
    services.drop(case.id, actor=keepers[0])
    assert figures(at_home)[0] == "weniger als 3"


def test_without_anything_to_count_it_says_what_helps(at_home):
    assert "Noch gibt es wenig zu zählen." in at_home.get(f"{PAGE}/zahlen").text


def test_the_way_there_stands_on_the_page_for_its_people_alone(at_home, app, clara, log_in):
    assert f"{PAGE}/zahlen" in at_home.get(PAGE).text
    stranger = log_in(app.test_client(), clara)
    assert f"{PAGE}/zahlen" not in stranger.get(PAGE).text
    assert stranger.get(f"{PAGE}/zahlen").status_code == 403
