"""The shared list of themes that everything is sorted by."""
