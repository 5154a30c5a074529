"""The text of documents, page by page, so that search finds it: read by a process that may be killed at any time."""
