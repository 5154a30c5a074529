"""Freigabe ohne Konto: a mayor or press office releases a draft by a signed link, or asks for changes."""
