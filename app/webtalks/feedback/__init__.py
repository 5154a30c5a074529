"""Rückmeldung: after a talk those who were registered say how it was; the host sees sums, never who said what."""
