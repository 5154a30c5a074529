"""Mein Lieblingsladen fehlt: anybody names a shop; staff ask the shop, and nothing is shown before it says yes."""
