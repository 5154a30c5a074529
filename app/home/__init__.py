"""The front door: start page, feeds, site map, and whether the house is well."""
