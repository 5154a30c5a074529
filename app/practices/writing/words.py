"""What people choose from when they write, in German."""

STATUSES = {
    "running": "Es läuft",
    "finished": "Es ist abgeschlossen",
    "stopped": "Wir haben es gestoppt",
    "idea": "Es ist noch eine Idee",
}
AGAIN = {"yes": "Ja", "with_changes": "Ja, aber anders", "no": "Nein"}
EVIDENCE = {
    "document": "Dokument, zum Beispiel Beschluss oder Flyer",
    "figures": "Eigene Zahlen",
    "before_after": "Messung vorher und nachher, mit Methode",
    "external": "Untersuchung durch eine andere Organisation",
}
FIGURE_ROWS, LINK_ROWS = 6, 5
FIGURE_FIELDS = ("label", "before", "after", "unit", "method")
CASE_TEXTS = {
    "what": "Was haben Sie gemacht?",
    "problem": "Was war das Problem?",
    "steps": "Wie sind Sie vorgegangen?",
    "expected": "Was haben Sie erwartet?",
    "happened": "Was ist eingetreten?",
    "lessons": "Was haben Sie gelernt?",
}
MEASURE_TEXTS = {
    "problem": "Welches Problem löst die Maßnahme?",
    "idea": "Was ist die Idee?",
    "steps": "Wie geht man vor?",
    "effects": "Was bewirkt sie?",
    "pitfalls": "Worauf muss man achten?",
}
MEASURE_LINES = {
    "target_groups": ("Für wen ist sie?", 500),
    "actors": ("Wer macht mit?", 500),
    "cost_note": ("Was kostet sie ungefähr?", 500),
    "time_horizon": ("Wie lange dauert sie?", 300),
    "spatial_scope": ("Wo passt sie hin?", 300),
    "field_of_action": ("Handlungsfeld", 200),
}
