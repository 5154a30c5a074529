"""The codes stored with a talk, in the order in which pages offer them, and their German words."""

WEBTALK = "webtalk"
HOST = "webtalk_host"

ADMISSIONS = {
    "public": "Alle, auch ohne Konto",
    "members": "Mitglieder des Netzwerks",
    "municipalities": "Mitglieder verifizierter Kommunen",
    "invited": "Nur eingeladene Personen",
}
MEETINGS = {
    "jitsi": "Im Videoraum dieses Netzwerks",
    "link": "An anderer Stelle (Teams, Zoom, BigBlueButton …)",
}
REGISTRATION_STATES = {
    "registered": "angemeldet",
    "waiting": "auf der Warteliste",
    "offered": "Platz angeboten",
    "cancelled": "abgesagt",
}
SEATED = ("registered", "offered")
"""States that hold a seat: an offered one is kept free until its deadline."""

ENDINGS = {
    "": "",
    "self": "selbst abgesagt",
    "host": "von der Leitung abgemeldet",
    "lapsed": "Angebot nicht angenommen",
    "released": "Platz nicht bestätigt",
}
"""Why a registration ended."""

RHYTHMS = {
    "weekly": "alle … Wochen an diesem Wochentag",
    "monthly": "an einem bestimmten Wochentag im Monat",
}
REMINDERS = {
    "week": "eine Woche vorher",
    "day": "einen Tag vorher",
    "hour": "eine Stunde vorher",
    "recap": "danach einmal, wenn der Rückblick da ist",
}
