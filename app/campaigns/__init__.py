"""Hilfsaktionen: a town calls for help for its shops for a time (flood, building site, closure), with a public total.

The town's organisation prepares the campaign and switches it on; it begins and ends by the clock. Money goes to the
shops themselves, as always; what is added up here are receipts the shops have confirmed. A shop may stay out.
"""
