"""A city looks after the shops of its place: it checks entries, corrects them, and says what has closed."""
