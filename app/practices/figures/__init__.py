"""Zahlen of a case, for those who may change it: what is written down anyway. Nobody's visits are counted."""
