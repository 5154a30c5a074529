"""Rows for tests with sensible defaults; each is committed at once, as services expect."""
