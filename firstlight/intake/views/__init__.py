"""Pages of intake: what waits, files that were loaded, and the sources."""
