"""How reading went, for those who wrote it."""

ABOUT_READING = {
    "waiting": "Der Text wird noch für die Suche gelesen.",
    "empty": "In dieser Datei steht kein Text, den die Suche finden kann; vermutlich ist sie ein Scan.",
    "partly": "Die Datei ist sehr lang: Die Suche findet nur den Anfang.",
    "locked": "Text nicht lesbar: Die Datei ist mit einem Kennwort geschützt. Herunterladen lässt sie sich.",
    "unreadable": "Text nicht lesbar: Die Suche findet nur den Namen der Datei. Herunterladen lässt sie sich.",
}
