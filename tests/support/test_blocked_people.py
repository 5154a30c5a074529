"""While all people of a shop are blocked it offers no help: at once, and until one of them may come in again."""

import pytest

from app.accounts.services.leaving import leave
from app.accounts.services.staff import block_person, unblock_person
from app.shops.kinds import OWNER
from app.support import links
from app.support.services.options import OptionText, save_option
from tests.factories.support import NOBODY, ordered
from tests.harness.cast import person

PAGE = "/laeden/buchhandlung-kranich"


@pytest.fixture
def linked(shop):
    """It also takes help elsewhere, which needs no account of a bank."""
    save_option(shop, "crowdfunding", OptionText("Für neue Stühle.", url="https://spende.example/stuhl"), actor=NOBODY)
    return shop


def found(client, kind: str) -> int:
    """How many shops list and map show for this kind of help."""
    return len(client.get(f"/laeden/liste.csv?hilfe={kind}").text.splitlines()) - 1


def offers(client) -> tuple[int, int, bool, int]:
    page = client.get(PAGE)
    return found(client, "geld"), found(client, "crowdfunding"), "spende.example" in page.text, page.status_code


def test_help_vanishes_with_the_block_and_comes_back_with_its_end(client, linked, clara, mona):
    assert offers(client) == (1, 1, True, 200)
    block_person(clara.user_id, actor=mona.actor)
    assert offers(client) == (0, 0, False, 200)
    unblock_person(clara.user_id, actor=mona.actor)
    assert offers(client) == (1, 1, True, 200)


def test_as_long_as_one_of_two_is_not_blocked_help_goes_on(client, linked, clara, mona, run_jobs):
    dora = person("Dora Dorn", (OWNER, linked.id))
    block_person(clara.user_id, actor=mona.actor)
    assert offers(client) == (1, 1, True, 200)
    leave(dora.user_id)
    run_jobs()
    assert offers(client) == (0, 0, False, 200)


def test_nobody_is_asked_to_pay_what_was_ordered_before(client, shop, clara, mona, outbox, later, run_jobs):
    path = links.path_of(ordered(shop).public_id)
    assert "DE89 3704" in client.get(path).text
    block_person(clara.user_id, actor=mona.actor)
    page = client.get(path).text
    assert "Bitte überweisen Sie zurzeit nichts." in page
    assert "DE89" not in page
    assert client.get(f"{path}/girocode.png").status_code == 404
    later(days=3)
    run_jobs()
    assert "support/mail/still_waiting" not in [one.template for one in outbox]
    unblock_person(clara.user_id, actor=mona.actor)
    assert "DE89 3704" in client.get(path).text
