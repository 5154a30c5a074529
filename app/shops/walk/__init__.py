"""Straßenrunde: somebody of the city walks from shop to shop and says of each whether its entry is right."""
