"""Vorlage: the cases of a Merkliste as one paper for the council, to print or as PDF."""
