"""Pages of missing: the board, recording, one episode, and what was reported and not recorded."""
