"""Finding: one search over everything people put in, in German as people type it.

Words find their inflections, the parts of compounds and both spellings of umlauts; what a reader may not
see is neither found nor counted nor suggested. The index copies the database and may be rebuilt any day.
"""
