"""People: mentions, links that can be undone, places, reliance, and the verb `take_in`."""
