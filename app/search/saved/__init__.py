"""Gemerkte Suchen: what a member wants to hear of when it appears; every word has to occur."""
