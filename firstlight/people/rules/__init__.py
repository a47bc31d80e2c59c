"""Pure rules of who is who: standard form, keys, weights, zones and groups."""
