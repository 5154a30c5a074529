"""What people pass on leads to the page, says what it shows, and works on other websites without cookies."""

import io

import pytest
import zxingcpp
from PIL import Image
from pypdf import PdfReader

from tests.campaigns.test_totals import campaign, received

__all__ = ["campaign"]


@pytest.mark.sqlite
@pytest.mark.parametrize(("size", "shape"), [("quadrat", (1080, 1080)), ("quer", (1200, 630)), ("hoch", (1080, 1920))])
def test_the_pictures_lead_to_the_page(client, town, campaign, size, shape):
    answer = client.get(f"{campaign.subject.address}/bild-{size}.png")
    image = Image.open(io.BytesIO(answer.data))
    assert image.size == shape
    assert zxingcpp.read_barcodes(image)[0].text.endswith("/hilfsaktionen/hilfe")
    assert client.get(answer.request.path, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304


@pytest.mark.sqlite
def test_the_poster_is_tagged_and_leads_to_the_page(client, town, campaign):
    reader = PdfReader(io.BytesIO(client.get(f"{campaign.subject.address}/plakat.pdf?format=a3").data))
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert "Hilfsaktion in Heidelberg" in " ".join(reader.pages[0].extract_text().split())


def test_words_and_counter_say_the_total(client, town, at, campaign):
    at("2027-05-02T12:00")
    received(town.shop, 12_34)
    kit = client.get(f"{campaign.subject.address}/teilen").text
    assert "12,34 € aus einer Zahlung" in kit
    assert "Hilfsaktion in Heidelberg: Hilfe." in kit
    frame = client.get(f"{campaign.subject.address}/zaehler")
    assert "12,34 €" in frame.text
    assert "frame-ancestors *" in frame.headers["Content-Security-Policy"]
    assert "Set-Cookie" not in frame.headers
    assert "<script" not in frame.text
