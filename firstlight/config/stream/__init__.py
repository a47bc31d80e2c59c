"""The live stream: one poller of what happened, many open pages, server-sent events."""
