"""The report agrees with the books, tells of no single shop without its consent, and is a tagged PDF."""

import io

from pypdf import PdfReader

from app.campaigns.services.parts import decide
from tests.campaigns.test_totals import campaign, received
from tests.factories.shops import ShopFactory
from tests.factories.support import with_help

__all__ = ["campaign"]


def test_sums_by_kind_and_week_come_from_three_shops_on(inside, town, at, campaign):
    at("2027-05-04T12:00")
    mine, address = inside(town.anna), campaign.subject.address
    formula = with_help(ShopFactory(title="=SUMME(A1)", place_id=town.place.id))
    third = with_help(ShopFactory(title="Dritter", place_id=town.place.id))
    received(town.shop, 10_05)
    received(formula, 20_00, "voucher")
    assert "Direkt unterstützt" not in mine.get(f"{address}/bericht").text
    received(third, 2_00)
    decide(campaign, formula.id, takes_part=True, shares_sum=True)
    page = mine.get(f"{address}/bericht").text
    for words in ("03.05. bis 09.05.2027", "32,05 €", "12,05 €", "=SUMME(A1)"):
        assert words in page
    assert "Kranich" not in page
    table = mine.get(f"{address}/bericht.csv").text
    assert "Gesamt;alles;32,05;3" in table
    assert "Laden mit Einwilligung;'=SUMME(A1);20,00;1" in table
    assert "Kranich" not in table


def test_the_pdf_is_tagged_and_says_the_same(inside, town, at, campaign):
    at("2027-05-04T12:00")
    received(town.shop, 10_05)
    reader = PdfReader(io.BytesIO(inside(town.anna).get(f"{campaign.subject.address}/bericht.pdf").data))
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    words = " ".join(reader.pages[0].extract_text().split())
    assert "10,05 €" in words
    assert "erst ab 3 Läden" in words
