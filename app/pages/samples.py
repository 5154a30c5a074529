"""What the pattern page /muster shows: invented texts in the shapes the real pages use."""

from typing import Any

from app.core.charts import columns
from app.core.paging import Page

CARDS: list[dict[str, Any]] = [
    {
        "url": "#karte-1",
        "kind_label": "Praxisbeispiel",
        "title": "Drei Läden, ein Schlüsselbund: Zwischennutzung in der Bahnhofstraße",
        "summary": "Der Verein Lindenquartier hat leere Läden für sechs Monate vergeben. Vier Betriebe sind geblieben.",
        "meta": ["Lindenrode", "17.850 Einwohner", "11.400 €", "4 Monate"],
        "badges": [("Verifiziert", "verifiziert"), ("Erfunden, zur Anschauung", "demo")],
        "image_url": "/static/img/empty.svg",
        "image_alt": "",
    },
    {
        "url": "#karte-2",
        "kind_label": "Maßnahme",
        "title": "Leerstandsmelder mit Rückmeldung in drei Tagen",
        "summary": "Bürgerinnen und Bürger melden leere Schaufenster, das Citymanagement ruft die Eigentümer an "
        "und veröffentlicht, was daraus geworden ist.",
        "meta": ["8 Praxisbeispiele", "ab 2.000 €"],
        "badges": [("Offene Daten", "offene_daten")],
    },
    {
        "url": "#karte-3",
        "kind_label": "Organisation",
        "title": "Citymanagement Musterhausen e. V.",
        "summary": "Händler, Stadt und Eigentümer an einem Tisch, seit 2011.",
        "meta": ["Musterhausen", "Stadtmarketing"],
        "badges": [("Verifiziert", "verifiziert")],
    },
    {
        "url": "#karte-4",
        "kind_label": "Praxisbeispiel",
        "title": "Digitale Schaufensterwand am Markt",
        "summary": "Ein Bildschirm hinter Glas zeigt, was die Läden der Stadt gerade anbieten.",
        "meta": ["Ort ohne Angabe", "Kosten ohne Angabe"],
        "badges": [("Anbieter", "anbieter"), ("Gestoppt", "gestoppt")],
    },
    {
        "url": "#karte-5",
        "kind_label": "Ort",
        "title": "Lindenrode",
        "summary": "Kleinstadt mit 17.850 Einwohnern; zwei Praxisbeispiele, eine Organisation.",
        "meta": ["Nordhang", "12 Orte wie dieser"],
        "badges": [],
    },
]
SIZES = [
    ("unter-5000", "unter 5.000", 14, False),
    ("5000-20000", "5.000 bis 20.000", 31, True),
    ("20000-50000", "20.000 bis 50.000", 9, False),
    ("50000-100000", "50.000 bis 100.000", 2, False),
]
TOPICS = [("leerstand", "Leerstand", 22, False), ("handel", "Handel", 17, False), ("kultur", "Kultur", 5, False)]
TILES = [
    ("Leerstand", "#thema-1", "22 Beispiele", "building"),
    ("Handel und Gastronomie", "#thema-2", "17 Beispiele", "euro"),
    ("Kultur und Feste", "#thema-3", "5 Beispiele", "calendar"),
    ("Grün und Klima", "#thema-4", "", "town"),
]
FILES = [
    {
        "name": "schaufenster.webp",
        "size_text": "184 kB",
        "url": "#datei-1",
        "image_url": "/static/img/empty.svg",
        "alt": "Laden mit Blumen im Fenster",
    },
    {"name": "Beschluss.pdf", "size_text": "92 kB, 3 Seiten", "url": "#datei-2"},
]

CHOICES = [
    ("leerstand", "Leerstand", 41, True, False),
    ("markt", "Wochenmarkt und Märkte", 23, False, False),
    ("gruen", "Grün und Klima", 0, True, True),
    ("kultur", "Kultur", 5, False, False),
]
RANGE = {
    "filter": {
        "low_name": "kosten_ab",
        "high_name": "kosten_bis",
        "legend": "Einmalige Kosten",
        "unit": "€",
        "example": "20000",
    },
    "low": "",
    "high": "20000",
    "note": "+ 7 ohne Angabe",
}
FOUND: list[dict[str, Any]] = [
    {
        "card": CARDS[0],
        "title": [
            ("Drei Läden, ein Schlüsselbund: ", False),
            ("Zwischennutzung", True),
            (" in der Bahnhofstraße", False),
        ],
        "extract": [
            ("… vergibt ", False),
            ("leere Läden", True),
            (" für sechs Monate und hilft beim Herrichten …", False),
        ],
        "found_in": {
            "url": "#datei",
            "label": "Anhang „Konzept.pdf“, Seite 4",
            "extract": [("Die ", False), ("Zwischennutzung", True), (" endet mit einem Gespräch …", False)],
        },
        "alike_url": "#aehnlich",
    },
    {
        "card": {**CARDS[3], "meta": ["Lindenrode", "gestoppt im März 2025"]},
        "title": [("Digitale Schaufensterwand am Markt", False)],
        "around": [("Thema ", False), ("Leerstand", True)],
        "sorted_by": "Einmalige Kosten: ohne Angabe",
    },
    {"card": {**CARDS[4], "summary": ""}, "title": [("Lindenrode", True)], "is_bare": True},
]

WEEKS = [f"{number}. Woche" for number in range(1, 7)]
VISITS: list[tuple[str, list[int | None]]] = [
    ("Dieses Quartal", [31, 42, 38, 57, 49, None]),
    ("Quartal davor", [28, 25, 40, 33, 30, 36]),
]


def sample_values() -> dict[str, Any]:
    """Everything pages/muster.html asks for, but the form."""
    page = Page(items=CARDS, number=4, has_next=True, total=230)
    lists = {"cards_shown": CARDS, "sizes": SIZES, "topics": TOPICS, "tiles_shown": TILES, "files": FILES, "page": page}
    search = {"search_choices": CHOICES, "search_range": RANGE, "search_hits": FOUND}
    return {**lists, **search, "chart": columns("Besuche je Woche", "Woche", WEEKS, VISITS)}
