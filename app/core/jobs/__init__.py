"""Work that can wait: a table with leases, filled in the same commit, worked through by `flask jobs run`."""
