"""The report agrees with the books, tells of no single shop without its consent, and is a tagged PDF."""

import io
from datetime import date, timedelta

from pypdf import PdfReader

from app.campaigns.papers.report import told_weeks
from app.campaigns.queries.totals import Part
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
    received(formula, 20_00)
    assert "Direkt unterstützt" not in mine.get(f"{address}/bericht").text
    received(third, 2_00)
    decide(campaign, formula.id, takes_part=True, shares_sum=True)
    page = mine.get(f"{address}/bericht").text
    for words in ("03.05. bis 09.05.2027", "32,05 €", "Direkt unterstützt", "=SUMME(A1)"):
        assert words in page
    assert "Kranich" not in page
    table = mine.get(f"{address}/bericht.csv").text
    assert "Gesamt;alles;32,05;3" in table
    assert "Laden mit Einwilligung;'=SUMME(A1);20,00;1" in table
    assert "Kranich" not in table
    received(third, 15_00, "voucher")  # of one shop alone: neither it nor the rest is told
    page = mine.get(f"{address}/bericht").text
    assert "Direkt unterstützt" not in page
    assert "erst ab 3 Läden je Zeile" in page


def test_nobody_reckons_the_sum_of_the_one_shop_that_does_not_show_it(inside, town, at, campaign):
    at("2027-05-04T12:00")
    other = with_help(ShopFactory(title="Redselig", place_id=town.place.id))
    received(other, 20_00)
    decide(campaign, other.id, takes_part=True, shares_sum=True)
    page = f"{campaign.subject.address}/bericht"
    assert "Redselig" in inside(town.anna).get(page).text
    received(town.shop, 10_05)
    text = inside(town.anna).get(page).text
    assert "Redselig" not in text
    assert "Nur ein Laden mit Eingängen zeigt seine Summe nicht" in text


def test_weeks_of_few_shops_stand_together_with_so_many_others_as_it_takes():
    days = [date(2027, 5, 3) + timedelta(weeks=number) for number in range(4)]
    shops = ({1}, {1, 2}, {1, 2, 3}, {2, 3, 4, 5})
    parts = {day: Part(1_00, 1, frozenset(some)) for day, some in zip(days, shops, strict=True)}
    assert told_weeks(parts) == [("24.05. bis 30.05.2027", 1_00, 1), ("Übrige Wochen", 3_00, 3)]
    assert told_weeks({days[0]: parts[days[0]], days[1]: parts[days[1]]}) == []
    assert len(told_weeks({days[2]: parts[days[2]], days[3]: parts[days[3]]})) == 2


def test_the_pdf_is_tagged_and_says_the_same(inside, town, at, campaign):
    at("2027-05-04T12:00")
    received(town.shop, 10_05)
    reader = PdfReader(io.BytesIO(inside(town.anna).get(f"{campaign.subject.address}/bericht.pdf").data))
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    words = " ".join(reader.pages[0].extract_text().split())
    assert "10,05 €" in words
    assert "erst ab 3 Läden" in words
