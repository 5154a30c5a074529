"""Pages that the operator edits: imprint, privacy, terms, accessibility, plain language; and the pattern page."""
