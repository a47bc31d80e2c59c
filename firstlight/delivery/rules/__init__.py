"""What may interrupt, and by which channel; pure."""
