"""Läden & Lokale: shops, cafés, theatres, clubs, market stalls and artists of a town, and when they are open."""
