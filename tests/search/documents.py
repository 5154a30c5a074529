"""Documents of a small town network, to be searched."""

from datetime import UTC, datetime

from app.core.documents import Document

TEXTS = {
    1: ("Leerstandsmanagement in der Bahnhofstraße", "Eine Kümmerin vermittelt leere Läden an Gründerinnen."),
    2: ("Innenstadtbelebung durch Feierabendmärkte", "Jeden Donnerstag kommen 800 Menschen auf den Markt."),
    3: ("Zwischennutzung", "Die Belebung der Innenstadt gelang mit leerstehenden Läden und wenig Geld."),
    4: ("Gegen den Ladenleerstand", "Die Stadt mietet an und gibt günstig weiter."),
    5: ("Städtebauförderung verstehen", "Was das Programm fördert, und wie Kommunen Mittel bekommen."),
    6: ("Am alten Markt wird gebaut", "Die Strasse bleibt frei. Bürger:innen konnten mitreden."),
    7: ("Standort sichern", "Stände, Bestand und Gegenstand: ein Text ohne Häuser."),
    8: ("Internes Papier der Stadt Musterau", "Leerstand und Mieten, nur für die Organisation."),
}
TOPICS = {1: ("leerstand",), 2: ("markt", "belebung"), 3: ("leerstand", "belebung"), 4: ("leerstand",), 6: ("markt",)}
COSTS = {1: 18_000.0, 2: 5_000.0, 3: 40_000.0, 6: 0.0}


def town_documents() -> list[Document]:
    return [document(number) for number in TEXTS]


def document(number: int, title: str | None = None, text: str | None = None, **changes: object) -> Document:
    known_title, known_text = TEXTS.get(number, ("", ""))
    values = {
        "id": number,
        "version": 1,
        "kind": "case_study" if number % 2 else "practice",
        "title": known_title if title is None else title,
        "url": f"/praxisbeispiele/{number}",
        "date": datetime(2026, 1, 1 + number % 5, tzinfo=UTC),
        "texts": (("body", known_text if text is None else text),),
        "fields": {"thema": TOPICS.get(number, ()), "land": ("NW" if number % 3 else "BY",)},
        "numbers": {"kosten": COSTS[number]} if number in COSTS else {},
        "readers": ("org:1",) if number == 8 else ("public",),
    }
    return Document(**{**values, **changes})
