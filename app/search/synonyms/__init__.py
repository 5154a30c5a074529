"""Wortliste: words that mean the same in our field, kept by staff, so that people find what others call differently."""
