"""Talks as calendars: entries in mails, files to load, feeds to subscribe to."""
