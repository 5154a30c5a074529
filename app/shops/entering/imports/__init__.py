"""Shops from files: read, compared with what is there, written all at once or not at all."""
