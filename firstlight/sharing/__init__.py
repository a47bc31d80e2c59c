"""Sharing: the one door out of the force: what was shared, in part, not, or deferred, and recalled."""
