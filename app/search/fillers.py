"""Words that a question is made of, but that do not say what it is about.

FILLERS are left out as soon as anything else was typed ("Wo finde ich Beispiele für …"). FAINT words say something,
but on this site every entry is about towns, projects and helping: beside other words they count less.
"""

from app.search.analysis.folding import fold_digraphs
from app.search.analysis.stemming import stem

_FILLERS_TEXT = """
wo was wie wann warum wieso weshalb woher wohin wofür wozu womit wodurch woran worauf wem wen wessen
finde finden findet find gibt gebe geben mache machen macht gemacht tue tun tut bekomme bekommen bekommt kriege kriegen
kriegt sollten darf dürfen möchte möchten mag will wollen wollte brauche brauchen braucht suche suchen sucht gesucht
hilft geht gehen lässt lassen funktioniert lohnt bringt kommt kommen steht stehen gilt gelten heißt bedeutet passiert
klappt weiß wissen kenne kennen kennt sagt sage interessiert interessiere
bitte gern gerne mal eigentlich wirklich überhaupt besten wieder immer schon viel viele vielen mehr etwa dafür daran
davon dabei dazu gegen jemand jemanden irgendwo irgendwie trotz pro vs
beispiel beispiele beispielen tipp tipps idee ideen erfahrung erfahrungen info infos information informationen
möglichkeit möglichkeiten lösung lösungen ansätze hinweise vorschläge vorschlag thema themen
"""
_FAINT_TEXT = """
Stadt Städte Ort Orte Gemeinde Kommune Innenstadt City Ortskern Stadtzentrum Zentrum
Projekt Maßnahme Aktion unterstützen Unterstützung verbessern stärken schaffen entwickeln umsetzen einführen aufbauen
organisieren einrichten ermöglichen nutzen erstellen anbieten planen kosten
neu gut klein groß gemeinsam lokal verschieden besser attraktiv
"""
FILLERS = frozenset(fold_digraphs(word) for word in _FILLERS_TEXT.split())
FAINT = frozenset(stem(word.lower()) for word in _FAINT_TEXT.split())
FAINTLY = 0.5


def is_filler(written: str) -> bool:
    """written: lower case, with umlauts or without."""
    return fold_digraphs(written) in FILLERS
