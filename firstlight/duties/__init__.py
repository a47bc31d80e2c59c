"""Duties: what must be done, by which post, by when; rota, hand-over, ladder."""
