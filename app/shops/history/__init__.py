"""Who changed what of an entry, and when: kept with each change of what the page says."""
