"""The questions of the feedback form, and for how long and from how many answers on."""

from datetime import timedelta

OPEN_FOR = timedelta(days=30)
FEWEST = 3
"""Fewer answers than this would tell who said what."""

USEFUL = {5: "5, sehr nützlich", 4: "4", 3: "3", 2: "2", 1: "1, gar nicht nützlich"}
USABLE = {2: "Ja", 1: "Zum Teil", 0: "Nein"}
USEFUL_QUESTION = "Wie nützlich war der Webtalk für Sie?"
USABLE_QUESTION = "Haben Sie etwas gelernt, das Sie verwenden können?"
