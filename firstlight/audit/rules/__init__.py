"""The chain, the operations and what an event is; pure."""
