"""Who may enter which door: one line per route, method and kind of thing, written by hand from docs/roles.md."""
