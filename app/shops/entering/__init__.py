"""How entries come in that nobody of the shop has written: imports, claims, removals."""
