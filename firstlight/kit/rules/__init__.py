"""Pure rules of the kit: words for times and levels, the glossary, the geometry of drawings."""
