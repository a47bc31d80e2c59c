"""Pure rules of briefs: what is told, in which order, in how many words."""
