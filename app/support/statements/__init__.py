"""Bank statements, read in memory: which of our references were paid, and with which amount.

CAMT.053 (XML) and the CSV of German banks become credits of one account; `matching` keeps the credits that name one of
our references and forgets the rest. Nothing here writes, logs or keeps a file.
"""
