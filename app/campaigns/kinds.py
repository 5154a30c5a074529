"""The codes stored with a campaign, and their German words."""

CAMPAIGN = "campaign"

OCCASIONS = {"flood": "Hochwasser", "works": "Baustelle", "closure": "Schließung", "other": "Anderer Anlass"}
COVERS = {"town": "Alle Läden der Gemeinde", "chosen": "Nur Läden, die wir auswählen"}
VOICES = {"face": "Gesicht der Aktion", "partner": "Partner"}

DRAFT, COMING, RUNNING, OVER = "draft", "coming", "running", "over"
PHASES = {RUNNING: "Läuft", COMING: "Kommt", OVER: "Beendet"}
CALLED_OFF = ("Abgesagt", "gestoppt")
PHASE_BADGES = {
    DRAFT: ("Entwurf", "entwurf"),
    COMING: ("Kommt", "info"),
    RUNNING: ("Läuft", "success"),
    OVER: ("Beendet", "neutral"),
}
