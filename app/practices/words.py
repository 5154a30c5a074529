"""The German words of codes and facts, the same on pages, in files and in PDFs."""

STATUS = {
    "idea": "noch eine Idee",
    "running": "läuft",
    "finished": "abgeschlossen",
    "stopped": "gestoppt",
}
AGAIN = {"yes": "ja", "with_changes": "ja, mit Änderungen", "no": "nein"}
EVIDENCE = {
    "idea": "noch nichts",
    "running": "laufenden Betrieb",
    "own_figures": "eigene Zahlen",
    "before_after": "Vorher-nachher-Vergleich",
    "external": "externe Untersuchung",
}
"""Completes "belegt durch …"; never "geprüft"."""

EVIDENCE_STEPS = {
    "idea": "Idee",
    "running": "läuft oder lief",
    "own_figures": "eigene Zahlen",
    "before_after": "vorher und nachher gemessen, mit Methode",
    "external": "von außen untersucht",
}

UNKNOWN = "keine Angabe"
STUB = "Beispiel laut Quelle, Angaben fehlen."
VENDOR_UNCONFIRMED = "Angaben des Anbieters, von der Kommune nicht bestätigt"
