"""Veranstaltungen: what happens in a shop; a concert, a reading, a market day, and its calendar."""
