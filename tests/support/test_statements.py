import io
import re

import pytest
from sqlalchemy import select

from app.core.jobs.models import Job
from app.extensions import db
from app.support.models import Booking, Proposal
from app.support.paying.codes import shown_reference
from app.support.queries.sums import sums_of
from app.support.services.receipts import confirm_receipt
from app.support.services.statements import Outcome, accept, take_statement
from app.support.statements.camt import read_camt
from app.support.statements.lines import StatementError
from tests.factories.support import NOBODY, OTHER_IBAN, ordered
from tests.support.statements.samples import paid

PAGE = "/laeden/buchhandlung-kranich/hilfe/kontoauszug"
SECRET = "Gerda Geheim"


def take(shop, *payments, **more) -> Outcome:
    return take_statement(shop, read_camt(paid(*payments, **more)), actor=NOBODY)


def proposal() -> Proposal:
    return db.session.scalars(select(Proposal)).one()


def test_reference_and_amount_confirm_and_the_same_statement_twice_does_nothing(shop):
    order, gift = ordered(shop, 2500), ordered(shop, 1250, kind="gift")
    lines = (2500, f"{shown_reference(order.reference)} danke"), (1250, gift.reference.lower()), (999, "Miete")
    assert take(shop, *lines) == Outcome(booked=2)
    assert take(shop, *lines) == Outcome(known=2)
    assert (sums_of(shop.id).received, sums_of(shop.id).owed) == (3750, 2500)
    assert {one.by for one in db.session.scalars(select(Booking))} == {"statement"}


def test_another_amount_is_proposed_and_never_booked(shop):
    order = ordered(shop, 2500)
    assert take(shop, (2400, shown_reference(order.reference))) == Outcome(proposed=1)
    assert proposal().why == "amount"
    assert not accept(proposal(), actor=NOBODY)  # a voucher is worth what was paid for it
    assert sums_of(shop.id).received == 0
    assert take(shop, (2400, shown_reference(order.reference))) == Outcome(known=1)


def test_a_gift_takes_the_amount_that_came_once_the_shop_agrees(shop):
    gift = ordered(shop, 2500, kind="gift")
    take(shop, (2400, gift.reference))
    assert accept(proposal(), actor=NOBODY)
    assert not accept(proposal(), actor=NOBODY)
    assert sums_of(shop.id).received == 2400
    assert take(shop, (2400, gift.reference)) == Outcome(known=1)


def test_a_mangled_reference_is_proposed(shop):
    order = ordered(shop, 2500)
    mangled = order.reference[:5] + ("3" if order.reference[5] != "3" else "4") + order.reference[6:]
    assert take(shop, (2500, mangled)) == Outcome(proposed=1)
    assert proposal().why == "slip"
    assert accept(proposal(), actor=NOBODY)


def test_what_was_ticked_by_hand_is_not_proposed_again_but_a_second_payment_is(shop):
    order = ordered(shop, 2500)
    confirm_receipt(order.id, actor=NOBODY)
    assert take(shop, (2500, order.reference)) == Outcome(known=1)
    assert take(shop, (2500, order.reference), (2500, order.reference)) == Outcome(known=1, proposed=1)
    assert proposal().why == "again"


def test_the_statement_of_another_account_is_refused(shop):
    order = ordered(shop)
    with pytest.raises(StatementError, match="anderen Konto"):
        take(shop, (2500, order.reference), iban=OTHER_IBAN)
    assert sums_of(shop.id).received == 0


@pytest.fixture
def with_statements(make_app, log_in, clara, shop):
    client = make_app(shop_statements=True).test_client()
    return log_in(client, clara)


def test_nothing_of_the_other_lines_stays_anywhere(app, with_statements, shop, caplog):
    order = ordered(shop, 2500)
    content = paid((2500, order.reference), (77777, f"{SECRET} Miete"), (2400, order.reference + " Rest von Gerda"))
    answer = with_statements.post(PAGE, data={"file": (io.BytesIO(content), "auszug.xml")})
    assert answer.status_code == 303
    page = with_statements.get(answer.headers["Location"]).text
    assert "1 Eingang ist bestätigt" in page
    stored = "".join(str(row) for table in db.metadata.sorted_tables for row in db.session.execute(select(table)))
    for text in (SECRET, "Gerda Geheim", "77777", "Rest von"):
        assert text not in stored + page + caplog.text
    assert not [job for job in db.session.scalars(select(Job)) if "auszug" in str(job.payload)]


def test_a_large_statement_is_never_laid_on_the_disk(with_statements, shop, monkeypatch):
    def refuse(*_, **__):
        raise AssertionError("a file was opened")

    monkeypatch.setattr("werkzeug.formparser.SpooledTemporaryFile", refuse)
    content = paid(*[(100, f"Miete {number}") for number in range(3000)])
    assert len(content) > 600_000
    assert with_statements.post(PAGE, data={"file": (io.BytesIO(content), "a.xml")}).status_code == 303


def test_a_file_that_is_none_is_named(with_statements, shop):
    answer = with_statements.post(PAGE, data={"file": (io.BytesIO(b"%PDF-1.7"), "a.pdf")})
    assert answer.status_code == 422
    assert re.search(r"kern-error.*PDF", answer.text, re.S)


@pytest.mark.parametrize(("size", "status", "said"), [(4_000_001, 422, "4 MB"), (4_500_000, 413, "zu groß")])
def test_a_file_too_large_is_named_and_nothing_is_read(with_statements, shop, size, status, said):
    answer = with_statements.post(PAGE, data={"file": (io.BytesIO(b"<" * size), "a.xml")})
    assert (answer.status_code, said in answer.text) == (status, True)


def test_it_is_off_until_the_operator_switches_it_on(inside, clara, shop):
    assert inside(clara).get(PAGE).status_code == 404
    assert "kontoauszug" not in inside(clara).get("/laeden/buchhandlung-kranich/hilfe").text
