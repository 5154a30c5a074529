"""Reports from anyone, hiding, and the staff's desk: jobs, outbox, verification."""
