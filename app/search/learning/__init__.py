"""Was gesucht wird: which searches find nothing, and at which rank people click; counted without any person."""
