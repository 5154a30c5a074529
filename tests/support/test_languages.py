"""The shopkeeper's pages about help and vouchers: every sentence of theirs is in the catalogue."""

import pytest

from app.core import languages
from app.extensions import db
from app.support.models import Voucher
from app.support.services.receipts import confirm_receipt
from app.support.services.refunds import give_back
from tests.factories.support import NOBODY, ordered
from tests.harness.wrapped import ASK, unmarked, write_catalogue

HERE = "/laeden/buchhandlung-kranich/hilfe"
KINDS = ("direct", "voucher", "paypal", "crowdfunding", "voucher_partner", "online_shop", "delivery", "hands")
WRITTEN = ("Buchhandlung Kranich", "Jeder Euro hilft.", "Lotte Müßig", "Tresen", "Gerda", "DE", "OK", "CAMT")


@pytest.fixture
def app(make_app, tmp_path, monkeypatch):
    write_catalogue(tmp_path / "translations")
    monkeypatch.setattr(languages, "FOLDER", tmp_path / "translations")
    app = make_app(shop_statements=True)
    with app.app_context():
        yield app
        db.session.remove()


def left_on(answers):
    """Words nobody can translate, by page; references and links are letters too."""
    left = {page: [one for one in unmarked(answer.text, *WRITTEN) if not one.isupper()] for page, answer in answers}
    return {page: words for page, words in left.items() if words}


def test_every_sentence_can_be_translated(inside, clara, shop):
    paid, given = ordered(shop, name="Gerda"), ordered(shop, kind="gift")
    for order in (paid, given):
        confirm_receipt(order.id, actor=NOBODY)
    give_back(given.id, 1_00, left=25_00, actor=NOBODY)
    browser = inside(clara)
    browser.post(f"{HERE}/kassen", data={"name": "Tresen"})
    kinds = [f"{HERE}/angebot/{kind}" for kind in KINDS]
    parts = [f"{HERE}/{part}" for part in ("konto", "kontoauszug", "kassen", "buchungen")]
    pages = [HERE, *kinds, *parts, f"{HERE}/eingaenge/{paid.public_id}/rueckgabe"]
    pages += [f"{HERE}/eingaenge/{given.public_id}/zurueckgezahlt"]
    answers = [(page, browser.get(page, headers=ASK)) for page in pages]
    assert {answer.status_code for _page, answer in answers} == {200}
    assert left_on(answers) == {}


def test_so_can_what_a_form_refuses(inside, clara, shop):
    browser = inside(clara)
    bad = {"least": "x", "most": "0", "url": "nichts", "sentence": ""}
    typed = [(f"{HERE}/angebot/{kind}", bad) for kind in ("direct", "voucher", "paypal")]
    typed += [
        (f"{HERE}/konto", {"iban": "DE1", "password": "falsch"}),
        (f"{HERE}/kassen", {}),
        (f"{HERE}/kontoauszug", {}),
    ]
    answers = [(page, browser.post(page, data=data, headers=ASK)) for page, data in typed]
    assert left_on(answers) == {}


def test_so_can_the_till(client, inside, clara, shop):
    link = inside(clara).post(f"{HERE}/kassen", data={"name": "Tresen"}).text.split("/kasse/geraet/")[1].split("<")[0]
    path = f"/kasse/geraet/{link}"
    answers = [("none", client.get("/kasse/", headers=ASK)), ("take", client.get(path, headers=ASK))]
    client.post(path)
    answers += [("till", client.get("/kasse/", headers=ASK)), ("bad", client.post("/kasse/", data={}, headers=ASK))]
    paid = ordered(shop)
    confirm_receipt(paid.id, actor=NOBODY)
    code = {"code": db.session.get_one(Voucher, paid.id).code}
    answers += [("redeem", client.post("/kasse/", data=code, headers=ASK))]
    answers += [("much", client.post("/kasse/einloesen", data={**code, "key": "k", "amount": "999"}, headers=ASK))]
    answers += [("unknown", client.post("/kasse/", data={"code": "ABCDEFGH"}, headers=ASK))]
    assert left_on(answers) == {}
