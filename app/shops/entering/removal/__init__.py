"""Taking away an entry that nobody of the shop has written: by mail alone, without an account, and for good."""
