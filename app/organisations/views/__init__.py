"""The doors of organisations: pages, registering, members, acting for a town, staff."""
