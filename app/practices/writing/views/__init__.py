"""Pages of those who write: beginning, the steps, files, publishing, versions, confirmation by a town."""
