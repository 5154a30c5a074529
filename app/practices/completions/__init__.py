"""Ergänzen: a case takes the place of an example that a source names without facts."""
