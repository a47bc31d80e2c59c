"""How rules read a situation: who is near, what counts as a report, when a window ends."""
