"""Where a shop stands: a point chosen on the map of the installation, near an address we know."""
