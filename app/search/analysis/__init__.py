"""Our German analysis: the same words for every engine, for documents and for queries.

Engines get finished terms, joined by blanks; none of them tokenises, stems or folds by itself.
folding → tokens → stemming, compounds, ends → terms; version.py names the version of all this.
"""
