"""Online cases: the children first, each on a clock of their own; the case on another."""
