"""The doors: log-in, sign-up, own account, profiles, staff."""
