import io

import pytest
import zxingcpp
from pypdf import PdfReader

from app.core.transaction import transaction
from app.extensions import db
from app.support import links
from app.support.models import Voucher
from app.support.paying.codes import grouped
from app.support.services.receipts import confirm_receipt
from app.support.services.vouchers import withdraw
from tests.factories.support import NOBODY, ordered
from tests.support.pictures import picture_of


@pytest.fixture
def paid(shop):
    order = ordered(shop, 12_50)
    confirm_receipt(order.id, actor=NOBODY)
    return order


@pytest.mark.parametrize("name", ["gutschein.pdf", "gutschein-karte.pdf"])
def test_the_paper_is_tagged_and_shows_shop_amount_and_code(client, paid, name):
    answer = client.get(f"{links.path_of(paid.public_id)}/{name}")
    assert answer.headers["Cache-Control"] == "no-store"
    pdf = PdfReader(io.BytesIO(answer.data))
    text = " ".join(pdf.pages[0].extract_text().split())
    for part in ("Buchhandlung Kranich", "12,50 €", grouped(db.session.get(Voucher, paid.id).code)):
        assert part in text
    assert len(pdf.pages) == 1
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert pdf.trailer["/Root"]["/Lang"] == "de"


def test_the_qr_code_on_the_card_holds_what_one_would_type_and_phones_can_read_it(app, paid):
    voucher = db.session.get(Voucher, paid.id)
    with app.test_request_context():
        found = zxingcpp.read_barcodes(picture_of(paid, voucher))
    assert [(one.text, one.format) for one in found] == [(voucher.code, zxingcpp.BarcodeFormat.QRCode)]


def test_shops_with_wild_names_get_their_paper_too(client, shop, paid):
    with transaction():
        paid.shop_name = '<script>#read("/etc/passwd") ' + "Ω漢字🎉 $x$ *" * 25
    for name in ("gutschein.pdf", "gutschein-karte.pdf"):
        answer = client.get(f"{links.path_of(paid.public_id)}/{name}")
        assert answer.status_code == 200
        assert len(PdfReader(io.BytesIO(answer.data)).pages) == 1


def test_there_is_no_paper_before_the_receipt_and_none_after_a_withdrawal(client, shop, paid):
    assert client.get(f"{links.path_of(ordered(shop).public_id)}/gutschein.pdf").status_code == 404
    withdraw(paid.id, name="Gerda", email="gerda@example.org")
    assert client.get(f"{links.path_of(paid.public_id)}/gutschein.pdf").status_code == 404
