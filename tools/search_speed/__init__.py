"""What `make bench-search` measures: one corpus, the same questions, three engines, readers side by side, memory."""
