"""Audit: an append-only chained journal, the position, the one transaction, the outbox."""
