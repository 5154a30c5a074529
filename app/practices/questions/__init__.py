"""Kollegin fragen: a question goes to the mailbox of a case, the answer comes back by ordinary mail.

No address is ever shown. Members ask at once; visitors first confirm that the address they gave is theirs.
"""
