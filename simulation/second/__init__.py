"""A second county whose harm comes of a hidden state, with common signs that tell little of it."""
