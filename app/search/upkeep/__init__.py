"""Does the index say what the database says? Compared every night, mended by itself, told to the staff."""
