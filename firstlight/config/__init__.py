"""Config: settings, doors to the outside, and every table that ties the rooms together."""
