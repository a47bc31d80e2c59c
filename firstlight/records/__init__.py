"""Records: what anybody told the force, immutable and dated four times, with its source."""
