"""People: sign-up, sign-in, profile, and leaving without orphaning anything."""
