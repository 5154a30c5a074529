"""Sums over the shops of a town, for its organisation: written once when a quarter has ended, never about few shops."""
