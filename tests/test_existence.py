"""Whether a thing is hidden or was never there: page, file, feed and table answer the same."""

import re

import pytest
from sqlalchemy import select

from app.accounts.models import User
from app.core import clock
from app.core.subjects import Subject
from app.core.transaction import transaction
from app.extensions import db
from tests.harness.alike import assert_alike
from tests.harness.cast import person
from tests.matrix.world import build

pytestmark = pytest.mark.sqlite
INVENTED, NOBODYS = "abcdefghij", "nichtvorhanden"
GUESSES = {
    "step": "wie",
    "number": 1,
    "handle": "bernd-busch",
    "name": "dokument.pdf",
    "public_id": "abcdefghij",
    "kind": "gutschein",
    "order": "abcdefghij",
    "campaign": "abcdefghij",
    "size": "quer",
}
"""What stands in the other places of an address."""
LISTS = (
    "/praxisbeispiele/?organisation={}",
    "/praxisbeispiele/liste.csv?organisation={}",
    "/praxisbeispiele/liste.json?organisation={}",
    "/feeds/praxisbeispiele.atom?organisation={}",
    "/massnahmen/?organisation={}",
    "/feeds/massnahmen.atom?organisation={}",
)


@pytest.fixture
def world(app):
    made = build()
    case = Subject.kind == "case_study", Subject.slug == "verborgen"
    made.names["hidden_public_id"] = db.session.scalar(select(Subject.public_id).where(*case))
    person("Gerd Gesperrt")
    with transaction():
        db.session.scalars(select(User).where(User.handle == "gerd-gesperrt")).one().blocked_at = clock.now()
    return made


def pairs(names):
    """(rule that must occur in the address, name of its place, what is hidden, what never was)."""
    return [
        ("/praxisbeispiele/<slug>", "slug", "verborgen", "erfundene"),
        ("…/<slug>/verlauf", "slug", "verborgen", "erfundene"),
        ("/organisationen/<slug>", "slug", names["withdrawn"], NOBODYS),
        ("/personen/<handle>", "handle", "gerd-gesperrt", "gerd-erfunden"),
        ("…/entwurf/<public_id>/", "public_id", names["draft"], INVENTED),
        ("/webtalks/<slug>", "slug", names["draft_talk"], INVENTED),
        ("/laeden/<slug>", "slug", "verborgener-laden", "erfundener-laeden"),
        ("/hilfsaktionen/<slug>", "slug", "verborgene-hilfe", "erfundene-hilfen"),
        ("/k/<public_id>", "public_id", names["draft"], INVENTED),
        ("/k/<public_id>", "public_id", names["hidden_public_id"], INVENTED),
        ("/merkliste/<public_id>", "public_id", names["hidden_public_id"], INVENTED),
        ("/merkliste/merken/<public_id>", "public_id", names["hidden_public_id"], INVENTED),
        ("/dateien/<", "attachment_id", names["draft_file"], 7),
    ]


def doors(app, sign, place, name):
    """The addresses of all pages whose rule begins with the sign; "…" stands for a shelf before it."""
    values = {"shelf": "praxisbeispiele", **GUESSES, place: name}
    for rule in app.url_map.iter_rules():
        begins = re.sub(r"^/<[^<>]*:shelf>", "…", rule.rule).startswith(sign)
        if begins and "GET" in (rule.methods or ()):
            yield re.sub(r"<(?:[^<>]*:)?(\w+)>", lambda found: str(values[found[1]]), rule.rule)


@pytest.mark.parametrize("who", ["guest", "clara"])
def test_hidden_and_missing_answer_alike_at_every_door(app, world, log_in, who):
    client = app.test_client()
    if who != "guest":
        log_in(client, world.people[who])
    compared = 0
    for sign, place, hidden, missing in pairs(world.names):
        asked = zip(doors(app, sign, place, hidden), doors(app, sign, place, missing), strict=True)
        for one, other in asked:
            numbers = isinstance(hidden, int)
            names = (f"/{hidden}/", f"/{missing}/") if numbers else (hidden, missing)
            assert_alike(client.get(one), client.get(other), names)
            compared += 1
    assert compared >= 35


@pytest.mark.parametrize("path", LISTS)
def test_a_withdrawn_organisation_is_no_filter_that_tells(client, world, path):
    names = (world.names["withdrawn"], NOBODYS)
    assert_alike(*(client.get(path.format(name)) for name in names), names)
