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
RATINGS = {"rating_effect": "Wie stark wirkt sie?", "rating_effort": "Wie groß ist der Aufwand?"}
RATING_WORDS = {0.0: "so gut wie nichts", 1.0: "gering", 2.0: "mittel", 3.0: "groß"}
RATING_STEPS = {f"{half / 2}": half / 2 for half in range(7)}
"""What is stored of a choice, e.g. "2.5", and its value: 0 to 3 in halves."""

RELATED_ROWS = 15

CASE_HEADINGS = {
    "what": "Was wurde gemacht?",
    "problem": "Das Problem",
    "steps": "Das Vorgehen",
    "expected": "Was wir erwartet haben",
    "happened": "Was eingetreten ist",
    "lessons": "Was wir gelernt haben",
}
MEASURE_HEADINGS = {
    "problem": "Das Problem",
    "idea": "Die Idee",
    "steps": "So geht es",
    "effects": "Was es bewirkt",
    "pitfalls": "Worauf Sie achten sollten",
}
"""What readers see over the texts; CASE_TEXTS and MEASURE_TEXTS ask who writes."""
