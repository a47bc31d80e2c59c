"""Portal: partners' pages. They see what was sent to their own organisation, and what they sent."""
