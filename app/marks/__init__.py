"""Merkliste: what a person keeps for later, with notes; may be shared by link."""
