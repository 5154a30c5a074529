"""Reads of measures and cases: columns for pages, never entities."""
