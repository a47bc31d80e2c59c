"""Delivery: messages to posts and people; sent, delivered, opened, acknowledged."""
