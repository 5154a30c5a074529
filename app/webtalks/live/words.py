"""The states of a question, and what the host may press."""

STATES = {
    "open": "offen",
    "listed": "auf der Liste",
    "now": "jetzt dran",
    "answered": "beantwortet",
    "hidden": "ausgeblendet",
}
DECISIONS = {
    "liste": "listed",
    "dran": "now",
    "beantwortet": "answered",
    "ausblenden": "hidden",
    "offen": "open",
}
"""What the buttons send, and the state it leads to."""
