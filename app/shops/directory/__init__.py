"""The list /laeden/: what is asked for in the address, its rows, and the same as files."""
