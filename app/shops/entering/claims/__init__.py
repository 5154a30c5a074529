""" "Das ist mein Laden": by a code in a letter, by mail to the shop's own domain, or by staff."""
