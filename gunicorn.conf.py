"""What the web server has to know; it reads this file by itself from the folder it is started in."""

limit_request_line = 0
"""Lines of any length are handed on: the application answers what is too long with a page (app/core/errors.py)."""
