"""Aushang: a sheet for the shop window, A4 or A5, whose QR code leads to the shop's page, never to an account."""
