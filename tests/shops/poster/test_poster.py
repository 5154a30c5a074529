"""The sheet for the shop window: one page that machines can read aloud, and a code that leads to the shop's page."""

import io
import json

import pytest
import typst
import zxingcpp
from PIL import Image
from pypdf import PdfReader

from app.core.transaction import transaction
from app.core.typesetting import FONTS
from app.extensions import db
from app.shops.models import ShopHelp
from app.shops.poster.texts import poster_data
from app.shops.poster.views import TEMPLATE
from tests.factories.shops import ShopFactory

LONG = (
    "Die wirklich allerkleinste Buchhandlung am Marktplatz mit Café, Galerie, Blumen und Donaudampfschifffahrtsbedarf"
)


@pytest.fixture
def shop(clara):
    shop = ShopFactory(title="Buchhandlung #Kranich", owners=[clara])
    with transaction():
        db.session.add(ShopHelp(shop_id=shop.id, kind="gutschein"))
    return shop


@pytest.mark.parametrize(("paper", "width_mm"), [("a4", 210), ("a5", 148)])
def test_the_sheet_is_one_tagged_page_of_the_wanted_size(client, log_in, clara, shop, paper, width_mm):
    answer = log_in(client, clara).get(f"/laeden/{shop.subject.slug}/aushang.pdf?format={paper}")
    reader = PdfReader(io.BytesIO(answer.data))
    (page,) = reader.pages
    assert float(page.mediabox.width) / 72 * 25.4 == pytest.approx(width_mm, abs=1)
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    words = " ".join(page.extract_text().split())
    assert "Buchhandlung #Kranich" in words
    assert "Gutschein" in words


def test_an_independent_reader_finds_the_address_of_the_shops_page_in_the_code(app, shop):
    data = json.dumps(poster_data(shop, "a5"), ensure_ascii=False)
    picture = typst.compile(TEMPLATE.read_bytes(), font_paths=[FONTS], sys_inputs={"data": data}, format="png", ppi=150)
    (code,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(picture)))
    assert code.text == f"{app.config['SETTINGS'].base_url}/laeden/buchhandlung-kranich"


@pytest.mark.parametrize("paper", ["a4", "a5"])
def test_a_long_name_still_fits_on_one_page(client, log_in, clara, paper):
    ShopFactory(title=LONG, slug="lang", owners=[clara])
    answer = log_in(client, clara).get(f"/laeden/lang/aushang.pdf?format={paper}")
    assert len(PdfReader(io.BytesIO(answer.data)).pages) == 1


def test_there_is_no_other_paper(client, log_in, clara, shop):
    assert log_in(client, clara).get(f"/laeden/{shop.subject.slug}/aushang.pdf?format=a0").status_code == 404
