"""Who is who, read as at a position and as one viewer may know it; its face is people.selectors."""
