"""Finished mails against saved copies: whoever changes a text sees here how it reads (SAVE_MAILS=1 writes them)."""

import os
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

from app.core.mail.letters import compose

SAVED = Path(__file__).parent / "mails"
MOMENT = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
ORDER = {"amount_cents": 2500, "reference": "OKA7K3MPX9RT", "holder": "Lotte Müßig", "iban": "DE89370400440532013000"}
VALUES = {
    "shop": "Buchhandlung Kranich",
    "title": "Buchhandlung Kranich",
    "link": "http://127.0.0.1:8000/unterstuetzung/abc~def",
    "page": "http://127.0.0.1:8000/laeden/buchhandlung-kranich",
    "voucher": SimpleNamespace(amount_cents=2500, valid_until=date(2029, 12, 31)),
    "old": "DE… 3000",
    "new": "DE… 2051",
    "by": "Clara Christ",
    "active_from": MOMENT,
    "name": "Gerda Gern",
    "email": "gerda@example.org",
    "at": MOMENT,
    "cents": 2000,
    "what": "",
    "for_shop": False,
    "step": "asked",
    "text": "Samstags helfe ich beim Auspacken.",
}
LETTERS = {
    "confirm": {"kind": "gift"},
    "giving_back": {"kind": "voucher"},
    "thanks": {"kind": "gift", "wants_wall": True},
    "new_order": {"kind": "voucher"},
    "voucher_ordered": {"kind": "voucher"},
    "voucher_valid": {"kind": "voucher"},
    "still_waiting": {"kind": "voucher", "claimed_at": MOMENT},
    "please_look": {"kind": "voucher"},
    "called_off": {"kind": "gift"},
    "account_changed": {},
    "withdrawn": {"kind": "voucher"},
    "withdrawal_for_shop": {"kind": "voucher"},
    "hands": {},
}


@pytest.mark.sqlite
@pytest.mark.parametrize("name", LETTERS)
def test_the_mail_reads_as_saved(app, name):
    usual = {
        "shop_name": "Buchhandlung Kranich",
        "wants_wall": False,
        "claimed_at": None,
        "title": "",
        "cancel_reason": "account",
    }
    order = SimpleNamespace(**{**ORDER, **usual, **LETTERS[name]})
    letter = compose("gerda@example.org", f"support/mail/{name}", order=order, **VALUES)
    found = f"Betreff: {letter.subject}\n\n{letter.text}"
    copy = SAVED / f"{name}.txt"
    if os.environ.get("SAVE_MAILS"):
        SAVED.mkdir(exist_ok=True)
        copy.write_text(found)
    assert found == copy.read_text()
