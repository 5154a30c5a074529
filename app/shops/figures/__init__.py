"""Zahlen: how often a shop was seen and clicked, for its own people; for the city, sums over many shops."""
