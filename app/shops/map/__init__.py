"""The map of shops: cells, data for a map window."""
