"""Finished mails against saved copies: whoever changes a text sees here how it reads (SAVE_MAILS=1 writes them)."""

import os
from pathlib import Path

import pytest

from app.core.mail.letters import compose
from app.shops.figures.quarters import Quarter
from app.shops.services.messages import Message
from app.shops.stewards.notices import Change
from app.shops.upkeep.telling import Told

SAVED = Path(__file__).parent / "mails"
VALUES = {
    "name": "Gerda Gast",
    "title": "Buchhandlung Kranich",
    "message": Message("Gerda Gast", "gerda@example.org", "Haben Sie Atlanten?\n\nViele Grüße"),
    "url": "http://127.0.0.1:8000/laeden/buchhandlung-kranich",
    "why": "Der beste Kuchen der Stadt.",
    "code": "042917",
    "quarter": Quarter(2026, 4),
    "shops": [
        Told(
            title="Buchhandlung Kranich",
            address="Hauptstraße 12, 69117 Heidelberg",
            hours=["Mo bis Fr: 10:00 bis 18:30", "Sa und So: geschlossen"],
            contact=["06221 12345"],
            link="http://127.0.0.1:8000/laeden/stimmt-noch/geheim",
            figures=[("Angesehen", "1.234", "980", "254 mehr (+26 %)"), ("Weg", "12", "0", "neu")],
            headline="Ihre Seite wurde 1.234-mal angesehen, 254-mal öfter als im 3. Quartal.",
            figures_url="http://127.0.0.1:8000/laeden/buchhandlung-kranich/zahlen",
            tip="",
            tip_url="",
            age="Zuletzt bestätigt vor 7 Monaten",
            dead=["https://kranich.example"],
        ),
        Told(
            title="Café Mokka",
            address="",
            hours=[],
            contact=[],
            link="http://127.0.0.1:8000/laeden/stimmt-noch/geheimer",
            figures=[],
            tip="Zeigen Sie ein Foto.",
            tip_url="http://127.0.0.1:8000/laeden/cafe-mokka/bilder",
            age="",
        ),
    ],
    "what": "contact",
    "phone": "06221 12345",
    "website": "",
    "city": "Stadtmarketing Lindenau",
    "changes": [Change("Name", "Kranich", "Buchhandlung Kranich"), Change("Telefon", "06221 1", "")],
    "link": "http://127.0.0.1:8000/laeden/nachricht/bestaetigen/geheim",
}


NAMES = (
    "message",
    "message_confirm",
    "message_copy",
    "proposal_confirm",
    "proposal_asked",
    "proposal_entered",
    "quarter",
    "upkeep_done",
    "changed_by_city",
)


@pytest.mark.parametrize("name", NAMES)
def test_the_mail_reads_as_saved(app, name):
    letter = compose("gerda@example.org", f"shops/mail/{name}", **VALUES)
    found = f"Betreff: {letter.subject}\n\n{letter.text}"
    copy = SAVED / f"{name}.txt"
    if os.environ.get("SAVE_MAILS"):
        SAVED.mkdir(exist_ok=True)
        copy.write_text(found)
    assert found == copy.read_text()
