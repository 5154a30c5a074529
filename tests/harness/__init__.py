"""The floor tests stand on: a fresh database each, the application, the cast, a live site, a browser."""
