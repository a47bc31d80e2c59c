"""Sharing's tables and pure functions: legal bases, decisions, documents, screening."""
