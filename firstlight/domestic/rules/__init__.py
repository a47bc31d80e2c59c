"""Pure rules of domestic abuse jobs."""
