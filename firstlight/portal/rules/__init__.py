"""What the portal keeps of records; pure."""
