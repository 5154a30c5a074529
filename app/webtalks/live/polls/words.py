"""The states of a poll, what the host may press, and from how many votes on sums are shown."""

STATES = {"draft": "vorbereitet", "open": "läuft", "closed": "beendet"}
FEWEST = 3
"""Fewer votes than this would tell who chose what."""

MOST_POLLS = 30
