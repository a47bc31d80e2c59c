"""Missing people: every report makes an episode, whatever its words."""
