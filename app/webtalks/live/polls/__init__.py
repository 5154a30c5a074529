"""Kurzumfragen: the host asks, everybody with a seat chooses, and all see the sums when the host shows them."""
