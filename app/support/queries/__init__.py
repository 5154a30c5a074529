"""Reads: safe to call anywhere, change nothing."""
