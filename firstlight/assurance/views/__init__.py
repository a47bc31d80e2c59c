"""The doors: leaders' pages, and the demonstration's tour."""
