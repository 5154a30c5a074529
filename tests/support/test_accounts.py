import pytest
from sqlalchemy import select

from app.accounts.passwords import hash_password
from app.accounts.services.staff import block_person
from app.core import clock
from app.core.audit import AuditEntry
from app.core.transaction import transaction
from app.extensions import db
from app.support.queries.accounts import account_coming, account_now
from app.support.services import tills
from tests.factories.support import IBAN, OTHER_IBAN, ordered

PAGE = "/laeden/buchhandlung-kranich/hilfe/konto"
CHANGE = {"holder": "Lotte Müßig", "iban": OTHER_IBAN, "password": "ein-gutes-passwort"}


@pytest.fixture
def clara_inside(clara, inside):
    with transaction():
        clara.user.password_hash = hash_password("ein-gutes-passwort")
    return inside(clara)


def test_a_change_needs_the_password_again(clara_inside, shop):
    answer = clara_inside.post(PAGE, data=CHANGE | {"password": "falsch"})
    assert answer.status_code == 422
    assert "nicht Ihr jetziges Passwort" in answer.text
    assert account_coming(shop.id) is None


@pytest.mark.parametrize(
    ("iban", "part"), [("DE89370400440532013001", "Prüfziffer"), ("BR1800360305000010009795493C1", "SEPA")]
)
def test_a_wrong_iban_is_named(clara_inside, shop, iban, part):
    answer = clara_inside.post(PAGE, data=CHANGE | {"iban": iban})
    assert answer.status_code == 422
    assert part in answer.text


def test_a_change_waits_a_day_tells_the_old_address_and_calls_off_open_orders(
    clara, clara_inside, shop, outbox, later, run_jobs
):
    order = ordered(shop)
    run_jobs()
    assert clara_inside.post(PAGE, data=CHANGE).status_code == 303
    letter = outbox.to(clara.email)[-1]
    assert "Bisher: DE… 3000" in letter.text
    assert "Neu: DE… 2051" in letter.text
    assert "QR-Code mit der alten IBAN" in letter.text
    later(hours=23)
    run_jobs()
    db.session.expire_all()
    assert (account_now(shop.id).iban, order.state) == (IBAN, "open")
    later(hours=2)
    run_jobs()
    db.session.expire_all()
    assert (account_now(shop.id).iban, order.state, order.cancel_reason) == (OTHER_IBAN, "cancelled", "account")
    assert "nicht mehr" in outbox.to("gerda@example.org")[-1].subject
    detail = db.session.scalars(select(AuditEntry.detail).where(AuditEntry.action == "support.account")).all()[-1]
    assert detail == {"old": "DE… 3000", "new": "DE… 2051"}


def test_who_did_not_change_it_keeps_the_old_account(clara_inside, shop, later, run_jobs):
    clara_inside.post(PAGE, data=CHANGE)
    clara_inside.post(f"{PAGE}/doch-nicht")
    later(hours=25)
    run_jobs()
    assert (account_now(shop.id).iban, account_coming(shop.id)) == (IBAN, None)


def test_who_claims_a_shop_anew_gets_neither_the_money_of_the_former_people_nor_their_tills(app, client, clara, shop):
    device = tills.bind(tills.find_unbound(tills.add_till(shop, "Tresen", actor=clara.actor)))
    assert tills.till_of(device)
    with transaction():
        shop.claimed_at = clock.now()
    assert (account_now(shop.id), tills.till_of(device)) == (None, None)
    assert client.get("/laeden/buchhandlung-kranich/unterstuetzen").status_code == 404


def test_the_whole_iban_is_seen_by_nobody_else(client, shop, inside, bernd, mona):
    for browser in (client, inside(bernd), inside(mona)):
        assert "0532" not in browser.get(PAGE).text


def test_no_money_is_sent_to_a_shop_whose_people_are_blocked(shop, clara, mona, client):
    buy = f"{shop.subject.address}/gutschein"
    assert client.get(buy).status_code == 200
    block_person(clara.user_id, actor=mona.actor)
    assert account_now(shop.id) is None
    assert client.get(buy).status_code == 404
